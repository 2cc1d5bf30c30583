package turnout.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LaneBenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void measuresTheSameServicerInEachWay() {
        Path sidecar = Path.of("..", "python-sidecar").toAbsolutePath().normalize();
        Path python = sidecar.resolve(".venv/bin/python");
        assumeTrue(Files.isExecutable(python), "python-sidecar has no environment yet");

        execute(
                "--server-command",
                "env PYTHONPATH=" + sidecar + " " + python + " -m benchmarks.server",
                "--direct-only",
                "--in-flight",
                "8",
                "--rounds",
                "1",
                "--seconds",
                "0.1",
                "--json");

        assertThat(out.toString()).as(err.toString()).isNotEmpty();
        JsonNode rows = JsonMapper.shared().readTree(out.toString()).get("direct");
        assertThat(rows.size()).isEqualTo(2 * Way.values().length);
        rows.forEach(row -> assertThat(row.get("cpuMicrosPerCall").asDouble()).isPositive());
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void asksForAServiceAndAGatewayWhenNoneIsGiven() {
        assumeTrue(System.getenv("TURNOUT_BENCH_SERVER_COMMAND") == null);
        assumeTrue(System.getenv("TURNOUT_GATEWAY_COMMAND") == null);

        assertThat(execute()).isEqualTo(2);
        assertThat(execute("--server-command", "x")).isEqualTo(2);
        assertThat(err.toString().lines())
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("bench lane: no service to measure (expected:"),
                        line -> assertThat(line).startsWith("bench lane: no gateway to measure (expected:"));
    }

    @Test
    void saysWhyAServiceDidNotStart() {
        assertThat(execute("--direct-only", "--server-command", "sh -c 'echo no such module >&2; exit 1' #"))
                .isEqualTo(1);
        assertThat(err.toString()).contains("lane ended before it listened: no such module");
    }

    private int execute(String... arguments) {
        return new CommandLine(new LaneBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
