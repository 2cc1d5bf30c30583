package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The four ways to stop, with the flag store broken, the ops server out of reach, and the disk full. */
class StopWaysIT {

    private static final String WHY = "{\"reason\":\"e2e\"}";
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir
    Path home;

    private Path var;
    private RunningGateway gateway;
    private Operator operator;

    @BeforeEach
    void start() throws Exception {
        gateway = RunningGateway.start(home);
        operator = Operator.program(gateway);
        var = home.resolve("var");
    }

    @AfterEach
    void stop() {
        operator.close();
        gateway.close();
    }

    /** What an operator does; the answer is looked at where the effect is. */
    private interface Way {
        void stop() throws Exception;
    }

    private Map<String, Way> ways() {
        return Map.of(
                "rename", this::rename,
                "api", () -> operator.postJson("/api/v1/stop", WHY),
                "master flag", () -> operator.put("/api/v1/master", "{\"allowed\":false,\"reason\":\"e2e\"}"),
                "command", () -> Command.run(home, "stop", "--reason", "e2e"));
    }

    @Test
    @Timeout(180)
    void allFourWorkWithTheFlagStoreBroken() throws Exception {
        for (Map.Entry<String, Way> way : ways().entrySet()) {
            operator.startAgain("100", "script");
            Files.createDirectory(var.resolve("flags.json.tmp"));
            Files.writeString(var.resolve("flags.json"), "{\"broken\":");
            assertThat(operator.put("/api/v1/flags/script", "{\"percent\":\"99\",\"shadow\":\"1\",\"reason\":\"e2e\"}")
                            .statusCode())
                    .as("it is broken")
                    .isEqualTo(503);

            way.getValue().stop();

            stops(way.getKey());
            Files.delete(var.resolve("flags.json.tmp"));
        }
    }

    @Test
    @Timeout(180)
    void allFourWorkOnAFullDisk() throws Exception {
        for (Map.Entry<String, Way> way : ways().entrySet()) {
            operator.startAgain("100", "script");
            fill(true);
            assertThat(operator.put("/api/v1/flags/script", "{\"percent\":\"99\",\"shadow\":\"1\",\"reason\":\"e2e\"}")
                            .statusCode())
                    .as("it is full")
                    .isEqualTo(503);

            way.getValue().stop();

            stops(way.getKey());
            fill(false);
        }
    }

    @Test
    @Timeout(180)
    void aStopOnAFullDiskSurvivesAKilledGateway() throws Exception {
        operator.startAgain("100", "script");
        fill(true);
        assertThat(operator.postJson("/api/v1/stop", WHY).statusCode()).isEqualTo(200);
        operator.close();
        Processes.send("KILL", gateway.process.pid());
        gateway.process.waitFor();

        gateway = RunningGateway.start(home);
        operator = Operator.program(gateway);

        stops("api");
        assertThat(JSON.readTree(operator.get("/api/v1/stop").body())
                        .get("stopped")
                        .booleanValue())
                .isTrue();
    }

    @Test
    @Timeout(180)
    void theFileAndTheCommandWorkWithTheOpsServerOutOfReach() throws Exception {
        Path description = var.resolve("turnout.json");
        String right = Files.readString(description);
        operator.startAgain("100", "script");
        Files.writeString(description, withOpsAt(closedPort()));

        Command command = Command.run(home, "stop", "--reason", "e2e");

        Files.writeString(description, right);
        assertThat(command.exitCode()).as(command.said()).isEqualTo(1);
        assertThat(command.said()).contains("did not answer").contains("the file STOP is there");
        stops("command");
        operator.startAgain("100", "script");
        rename();
        stops("rename");
    }

    @Test
    @Timeout(180)
    void stopsLiftsAndStartsByCommandWithTheGatewayUpAndDown() throws Exception {
        operator.startAgain("100", "script");

        Command up = Command.run(home, "stop", "--reason", "wrong amounts");

        assertThat(up.exitCode()).as(up.said()).isZero();
        assertThat(up.said()).contains(gateway.address()).contains("stopped");
        Command again = Command.run(home, "stop", "--lift", "--reason", "repaired");
        assertThat(again.exitCode()).as(again.said()).isZero();
        assertThat(again.said()).contains("held at 0").contains("script");
        Command set = Command.run(home, "flag", "set", "script", "--percent", "10", "--reason", "first step");
        assertThat(set.said()).contains("without effect").contains("rollout start script");
        stops("held");
        assertThat(Command.run(home, "rollout", "start", "script", "--reason", "first")
                        .exitCode())
                .isZero();
        assertThat(Command.run(home, "rollout", "start", "script", "--reason", "twice")
                        .exitCode())
                .isOne();

        operator.close();
        gateway.close();
        Command down = Command.run(home, "stop", "--reason", "before it starts");
        assertThat(down.exitCode()).as(down.said()).isZero();
        assertThat(down.said()).contains("the next one starts stopped");
        gateway = RunningGateway.start(home);
        operator = Operator.program(gateway);
        stops("command, with the gateway down");
        assertThat(operator.get("/api/v1/audit").body())
                .contains("before it starts")
                .contains("wrong amounts");
    }

    @Test
    @Timeout(180)
    void aTokenOfItsOwnIsEnoughForTheCommandAndNoMore() throws Exception {
        operator.startAgain("100", "script");
        String token = Command.run(home, "token", "add", "otto", "--role", "operator")
                .said()
                .lines()
                .filter(line -> line.matches("[A-Za-z0-9_-]{43}"))
                .findFirst()
                .orElseThrow();
        Map<String, String> otto = Map.of("TURNOUT_TOKEN", token);

        Command stop = Command.run(home, otto, "stop", "--reason", "wrong amounts");
        Command lift = Command.run(home, otto, "stop", "--lift", "--reason", "repaired");

        assertThat(stop.exitCode()).as(stop.said()).isZero();
        assertThat(lift.exitCode()).isOne();
        assertThat(lift.said()).contains("needs the role administrator");
        assertThat(operator.get("/api/v1/stop").body()).contains("\"actor\":\"otto\"");
    }

    private void rename() throws IOException {
        Files.move(var.resolve("STOP.off"), var.resolve("STOP"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Every call, testers' included where it is a stop, is PYTHON's. */
    private void stops(String way) throws Exception {
        Caller caller = Caller.of(gateway);
        Eventually.holds(
                "the stop by " + way, 10, () -> caller.ask("any").get().engine().equals("python"));
        assertThat(caller.askAll(Caller.KEYS))
                .as(way)
                .allMatch(answer -> answer.ok() && answer.engine().equals("python"));
    }

    /** What a full disk does to the gateway, whoever else shares it: no file of it takes another byte. */
    private void fill(boolean full) throws Exception {
        Assumptions.assumeThat(Path.of("/usr/bin/prlimit"))
                .as("prlimit of util-linux")
                .exists();
        int code = new ProcessBuilder(
                        "prlimit",
                        "--pid",
                        Long.toString(gateway.process.pid()),
                        "--fsize=" + (full ? "0" : "unlimited") + ":unlimited")
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    private String withOpsAt(int port) throws IOException {
        JsonNode description = gateway.description();
        return description.toString().replace(description.get("ops").stringValue(), "http://127.0.0.1:" + port);
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
