package turnout.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoadCommandTest {

    private static final String DECODE_SCRIPT = "turnout.script.v1.ScriptService/DecodeScript";
    private static final String VALIDATE_ADDRESS = "turnout.script.v1.ScriptService/ValidateAddress";

    private record Ended(int exitCode, String out, String err) {}

    @Test
    void runsTheSameScheduleAgainstBothEngines() throws Exception {
        try (TestGateway gateway = TestGateway.start()) {
            Ended ended = load(
                    DECODE_SCRIPT,
                    gateway,
                    "--compare",
                    "python,native",
                    "--token",
                    TestGateway.TOKEN,
                    "-n",
                    "100",
                    "--block",
                    "50ms",
                    "--seed",
                    "5");

            assertThat(ended.err()).isEmpty();
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out())
                    .contains("native/python", "p99.9", "order drawn with --seed 5", "self-test  left out");
            // 100 measured, 20 of the warm-up, and one before and after to see which engine answers.
            assertThat(gateway.pythonCalls.get() - 1).isEqualTo(122);
            assertThat(gateway.nativeCalls.get()).isEqualTo(122);
        }
    }

    @Test
    void printsTheSameAsJson() throws Exception {
        try (TestGateway gateway = TestGateway.start()) {
            Ended ended = load(
                    DECODE_SCRIPT,
                    gateway,
                    "--compare",
                    "native,python",
                    "--token",
                    TestGateway.TOKEN,
                    "-n",
                    "40",
                    "--block",
                    "20ms",
                    "--json");

            JsonNode report = JsonMapper.shared().readTree(ended.out());
            assertThat(report.get("arms").get("native").get("ok").asLong()).isEqualTo(40);
            assertThat(report.get("arms").get("python").get("p99Nanos").asLong())
                    .isPositive();
            assertThat(report.get("nativeToPython").get("p50").asDouble()).isPositive();
        }
    }

    @Test
    void refusesToCompareAnEngineWithItself() throws Exception {
        try (TestGateway gateway = TestGateway.start()) {
            Ended ended = load(DECODE_SCRIPT, gateway, "--compare", "python,native", "--token", "wrong", "-n", "10");

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.err())
                    .isEqualTo("load: native was asked for and python answered: is --token a tester's"
                            + " token, and is no emergency stop in force?\n");
        }
    }

    @Test
    void countsFailedCallsByStatusAndExitsWithOne() throws Exception {
        try (TestGateway gateway = TestGateway.start()) {
            Ended ended = load(VALIDATE_ADDRESS, gateway, "-n", "30");

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.out()).containsPattern("INVALID_ARGUMENT +30").contains("30 calls failed");
        }
    }

    @Test
    void takesTheSchemaOfTheShippedContractWhereTheTargetHasNoReflection() throws Exception {
        try (TestGateway gateway = TestGateway.withoutReflection()) {
            assertThat(load(DECODE_SCRIPT, gateway, "-n", "10").exitCode()).isZero();
        }
    }

    @Test
    void namesTheMethodsThatThereAreWhenOneIsUnknown() throws Exception {
        try (TestGateway gateway = TestGateway.start()) {
            Ended ended = load("turnout.script.v1.ScriptService/Decode", gateway);

            assertThat(ended.exitCode()).isEqualTo(2);
            assertThat(ended.err())
                    .contains("the target has no turnout.script.v1.ScriptService/Decode", "DecodeScript");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--rps 0 | 2 | --rps: 0.0 (expected: above 0, up to 1000000)",
                "--rps 5 -n 0 | 2 | --total: 0 (expected: 1 or more)",
                "-c 0 | 2 | --concurrency: 0 (expected: 1 or more)",
                "--compare python,rust --token t | 2 | --compare: \"rust\" is no engine (expected: python,native)",
                "--compare python,python --token t | 2 | --compare: python is given twice",
                "--target nowhere | 2 | --target: \"nowhere\" is not an address",
                "-m {\"A\":\"b\"} | 2 | --metadata: \"A\" is no name of text metadata",
                "-m 7 | 2 | --metadata: not a JSON object",
                "-d {} -D f | 2 | --data and --data-file are both given",
                "-D no-such-file | 2 | --data-file: no-such-file is not a file that can be read",
                "--format csv | 2 | --format: \"csv\" is unknown (expected: summary or json)",
                "--target 127.0.0.1:1 | 69 | 127.0.0.1:1 is not reachable: Connection refused"
            })
    void refusesBadInputInOneLine(String options, int exitCode, String reason) {
        List<String> arguments = new ArrayList<>(List.of("--call", DECODE_SCRIPT));
        if (!options.contains("--target")) {
            arguments.addAll(List.of("--target", "127.0.0.1:1"));
        }
        arguments.addAll(List.of(options.split(" ")));

        Ended ended = execute(arguments);

        assertThat(ended.exitCode()).isEqualTo(exitCode);
        assertThat(ended.err()).startsWith("load: " + reason).hasLineCount(1);
        assertThat(ended.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--call a.B/C --rps fast | Invalid value for option '--rps'",
                "--call a.B/C -z 5sec | Invalid value for option '--duration': \"5sec\" is not a duration (expected:",
                "--call a.B/C --rsp 5 | Unknown option: '--rsp'",
                "-n 5 | Missing required option: '--call=SERVICE/METHOD'"
            })
    void refusesAWrongCommandLineInOneLine(String options, String reason) {
        Ended ended = execute(List.of(options.split(" ")));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).startsWith("load: " + reason).hasLineCount(1);
    }

    @Test
    void findsTheGatewayAndTheTokenOfTheTurnoutThatRuns(@TempDir Path home) throws Exception {
        java.nio.file.Files.createDirectories(home.resolve("var"));
        java.nio.file.Files.writeString(home.resolve("var/turnout.json"), "{\"gateway\":\"127.0.0.1:50051\"}");
        java.nio.file.Files.writeString(home.resolve("var/tester.token"), "secret\n");
        RunningTurnout running = new RunningTurnout(home);

        assertThat(running.field("gateway")).contains("127.0.0.1:50051");
        assertThat(running.field("ops")).isEmpty();
        assertThat(running.token("tester.token")).contains("secret");
        assertThat(new RunningTurnout(home.resolve("elsewhere")).field("gateway"))
                .isEmpty();
    }

    private static Ended load(String call, TestGateway gateway, String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "--call", call, "--target", gateway.address(), "--rps", "1000", "--warm-up", "20ms", "--no-self-test"));
        arguments.addAll(List.of(options));
        return execute(arguments);
    }

    private static Ended execute(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Load.program(new LoadCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Ended(exitCode, out.toString(), err.toString());
    }
}
