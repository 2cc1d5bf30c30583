package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import turnout.e2e.RunningGateway.Refusal;

/** Starts that cannot be: said in so many lines as there are problems, and nothing is left of them. */
class StartIT {

    @TempDir
    Path home;

    @Test
    void aBrokenConfigurationIsToldWhollyBeforeAnyPortIsAskedFor() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path file = Files.writeString(home.resolve("broken.yaml"), """
                    gateway:
                      drain: 5sec
                      limits:
                        conections: 10
                    engines:
                      python:
                        workers: many
                    flags:
                      ladder: [0, 50, 10]
                    """);

            Refusal refusal = RunningGateway.refused(
                    home, "--config", file.toString(), "-D", "gateway.listen=127.0.0.1:" + taken.getLocalPort());

            assertThat(refusal.exitCode()).isEqualTo(78);
            assertThat(refusal.lines())
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("turnout: " + file + ":2: gateway.drain: \"5sec\""),
                            line -> assertThat(line)
                                    .startsWith("turnout: " + file + ":4: ")
                                    .contains("gateway.limits.conections", "gateway.limits.connections"),
                            line -> assertThat(line)
                                    .startsWith("turnout: " + file + ":7: engines.python.workers: \"many\""),
                            line -> assertThat(line).startsWith("turnout: " + file + ":9: flags.ladder: "));
            assertThat(home.resolve("var")).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gateway.listen", "ops.listen"})
    void aPortInUseIsOneLineAndNoProcess(String key) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "127.0.0.1:" + taken.getLocalPort();

            Refusal refusal = RunningGateway.refused(home, "-D", key + "=" + address);

            assertThat(refusal.exitCode()).isEqualTo(1);
            assertThat(refusal.lines())
                    .singleElement()
                    .asString()
                    .startsWith("turnout: " + key + ": ")
                    .contains(address, "in use");
            assertThat(Processes.of(home)).isEmpty();
            assertThat(home.resolve("var/turnout.json")).doesNotExist();
        }
    }

    @Test
    void aSecondGatewayInTheSameHomeIsOneLineAndTheFirstGoesOn() throws Exception {
        try (RunningGateway first = RunningGateway.start(home)) {
            Refusal second = RunningGateway.refused(home);

            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.lines())
                    .singleElement()
                    .asString()
                    .startsWith("turnout: another `up` is running in " + home.resolve("var"));
            assertThat(first.description().get("pid").longValue()).isEqualTo(first.process.pid());
            assertThat(Caller.of(first).askAll(Caller.keys(100))).allMatch(ExplainedCall.Answer::ok);
        }
    }

    @Test
    void aFlagFileThatWasCutShortMeansTheGenerationBefore() throws Exception {
        Path flags = home.resolve("var/flags.json");
        try (RunningGateway gateway = RunningGateway.start(home);
                Operator operator = Operator.program(gateway)) {
            operator.share("script", "10");
            operator.share("script", "25");
        }
        byte[] whole = Files.readAllBytes(flags);
        Files.write(flags, Arrays.copyOf(whole, whole.length / 2));

        try (RunningGateway gateway = RunningGateway.start(home);
                Operator operator = Operator.program(gateway)) {
            assertThat(operator.flag("script").get("percent").stringValue()).isEqualTo("10");
            assertThat(Caller.of(gateway).ask("any").get().rev()).isEqualTo(1);
        }
    }
}
