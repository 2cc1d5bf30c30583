package turnout.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WireBenchTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void measuresEveryPeerThatIsInstalledInBothShapes() {
        int exitCode = execute(
                "--peers-only",
                "--calls",
                "1000",
                "--rounds",
                "1",
                "--warm-up",
                "0",
                "--single-calls",
                "500",
                "--json");

        assertThat(exitCode).as(err.toString()).isZero();
        JsonNode rows = JsonMapper.shared().readTree(out.toString()).get("rows");
        int peers = 2
                + (Peers.program("haproxy").isPresent() ? 1 : 0)
                + (Peers.program("nginx").isPresent() ? 1 : 0);
        assertThat(rows.size()).isEqualTo(2 * peers);
        rows.forEach(row -> assertThat(row.get("cpuMicrosPerCall").asDouble()).isPositive());
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void asksForAGatewayWhenNoneIsGiven() {
        org.junit.jupiter.api.Assumptions.assumeTrue(System.getenv("TURNOUT_GATEWAY_COMMAND") == null);

        assertThat(execute()).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("bench wire: no gateway to measure (expected:")
                .hasLineCount(1);
    }

    @Test
    void refusesAnotherGatewayWithoutOne() {
        assertThat(execute("--peers-only", "--other-command", "false")).isEqualTo(2);
    }

    @Test
    void saysWhyAGatewayDidNotStart() {
        assertThat(execute("--gateway-command", "echo no such key; exit 78 #")).isEqualTo(1);
        assertThat(err.toString()).contains("gateway-0-grpc ended before it was ready: no such key");
    }

    private int execute(String... arguments) {
        return new CommandLine(new WireBench())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }
}
