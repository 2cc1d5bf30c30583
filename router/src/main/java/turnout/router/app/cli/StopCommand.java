package turnout.router.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import turnout.router.app.config.Configuration;
import turnout.router.stop.EmergencyStop;

@Command(
        name = "stop",
        description = {
            "Emergency stop: sends every call to PYTHON, until an administrator lifts it. Calls on their way are answered.",
            "The process goes on (that is `down`). Works with the gateway up or down."
        })
final class StopCommand implements Callable<Integer> {

    @Mixin
    private ConfigurationOptions options = new ConfigurationOptions();

    @Option(names = "--reason", required = true, description = "Why; kept in the audit log.")
    private String reason = "";

    @Option(
            names = "--lift",
            description = "End the stop: every component is then held at 0, until `rollout start` of each.")
    private boolean lift;

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    @Override
    public Integer call() throws CommandFailure {
        Configuration configuration = options.read();
        Path var = configuration.places().var();
        if (!lift) {
            pull(var);
        }
        Optional<RunFile> running = RunFile.find(var);
        if (running.isEmpty()) {
            return stored(configuration);
        }
        JsonNode state = told(running.get());
        if (json) {
            System.out.println(OpsApi.JSON.writeValueAsString(state));
        } else {
            print(state);
        }
        return state.path("nodes")
                        .valueStream()
                        .allMatch(node -> node.path("stopped").asBoolean() == !lift)
                ? Exit.DONE
                : Exit.NO;
    }

    /** The launcher did this before this program started; whoever starts it otherwise is not to wait for the API. */
    private static void pull(Path var) throws CommandFailure {
        try {
            EmergencyStop.pull(var);
        } catch (IOException e) {
            throw new CommandFailure(Exit.NO, "the file STOP in " + var + " cannot be made: " + e.getMessage());
        }
    }

    private JsonNode told(RunFile running) throws CommandFailure {
        String path = lift ? "/api/v1/stop/lift" : "/api/v1/stop";
        try {
            return OpsApi.of(running).post(path, Map.of("reason", reason));
        } catch (CommandFailure failed) {
            if (lift) {
                throw failed;
            }
            throw new CommandFailure(
                    Exit.NO,
                    (failed.exitCode() == Exit.NOT_REACHABLE ? running.gateway() + " did not answer: " : "")
                            + failed.getMessage()
                            + "\nthe file STOP is there all the same, and the gateway looks at it 40 times a second;"
                            + " its log says whether it stopped (event=emergency-stop)");
        }
    }

    private int stored(Configuration configuration) throws CommandFailure {
        try (StoredStop stop = StoredStop.open(configuration)) {
            if (lift) {
                stop.lift(reason);
                System.out.println("no gateway runs; the next one starts with every component held");
            } else {
                stop.stop(reason);
                System.out.println("no gateway runs; the next one starts stopped");
            }
            return Exit.DONE;
        }
    }

    private void print(JsonNode state) {
        Table nodes = new Table("node", "answer", "table");
        for (JsonNode node : state.path("nodes")) {
            nodes.row(
                    node.path("name").asString(),
                    node.path("stopped").asBoolean() ? "stopped: every call goes to PYTHON" : "not stopped",
                    node.path("routeRev").asString());
        }
        nodes.print(System.out);
        if (lift) {
            System.out.println("held at 0 until `turnout rollout start COMPONENT`: "
                    + String.join(
                            ", ",
                            state.path("held")
                                    .valueStream()
                                    .map(JsonNode::asString)
                                    .toList()));
        }
    }
}
