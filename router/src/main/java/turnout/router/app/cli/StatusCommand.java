package turnout.router.app.cli;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "status",
        description = "Describes what `up` started: processes, shares, and how fast each engine answers.")
final class StatusCommand implements Callable<Integer> {

    @Option(names = "--json", description = "As JSON.")
    private boolean json;

    private final Path var;

    StatusCommand(Path var) {
        this.var = var;
    }

    @Override
    public Integer call() throws CommandFailure {
        Optional<RunFile> running = RunFile.find(var);
        if (running.isEmpty()) {
            throw new CommandFailure(Exit.NOT_REACHABLE, "nothing is running (./turnout up starts it)");
        }
        OpsApi api = OpsApi.of(running.get());
        JsonNode flags = api.get("/api/v1/flags");
        JsonNode stop = api.get("/api/v1/stop");
        JsonNode nodes = api.get("/api/v1/nodes");
        JsonNode histograms = api.get("/api/v1/histograms");
        if (json) {
            ObjectNode all = OpsApi.JSON.createObjectNode();
            all.set("running", OpsApi.JSON.valueToTree(running.get()));
            all.set("flags", flags);
            all.set("stop", stop);
            all.set("nodes", nodes);
            all.set("histograms", histograms);
            System.out.println(OpsApi.JSON.writeValueAsString(all));
        } else {
            print(running.get(), flags, stop, nodes, histograms);
        }
        return Exit.DONE;
    }

    private static void print(RunFile running, JsonNode flags, JsonNode stop, JsonNode nodes, JsonNode histograms) {
        processes(running, nodes).print(System.out);
        System.out.println();
        if (stop.path("stopped").asBoolean()) {
            System.out.println("EMERGENCY STOP by " + stop.path("actor").asString() + " at "
                    + stop.path("since").asString() + ": " + stop.path("reason").asString());
            System.out.println("every call goes to PYTHON, until `turnout stop --lift`");
        }
        if (!flags.path("nativeAllowed").asBoolean()) {
            System.out.println("NATIVE is not allowed: every call goes to PYTHON");
        }
        shares(flags, nodes).print(System.out);
        System.out.println();
        calls(histograms).print(System.out);
    }

    private static Table processes(RunFile running, JsonNode nodes) {
        Table processes = new Table("process", "pid", "state", "at");
        processes.row("gateway", Long.toString(running.pid()), "up", running.gateway() + ", ops " + running.ops());
        for (RunFile.Sidecar sidecar : running.sidecars()) {
            boolean up = nodes.path("nodes")
                    .valueStream()
                    .flatMap(node -> node.path("workers").valueStream())
                    .anyMatch(worker -> worker.path("pid").asLong() == sidecar.pid()
                            && worker.path("up").asBoolean());
            processes.row("sidecar", Long.toString(sidecar.pid()), up ? "up" : "down", "unix:" + sidecar.socket());
        }
        processes.row("node", "-", "-", running.node());
        return processes;
    }

    /** What operators set, beside what the gateway runs. */
    private static Table shares(JsonNode flags, JsonNode nodes) {
        Table shares = new Table("component", "percent", "in force", "shadow", "rev", "held");
        for (JsonNode flag : flags.path("flags")) {
            String component = flag.path("component").asString();
            shares.row(
                    component,
                    flag.path("percent").asString(),
                    nodes.path("nodes").path(0).path("shares").path(component).asString("-"),
                    flag.path("shadow").asString(),
                    flag.path("rev").asString(),
                    flag.path("held").asBoolean() ? "held" : "-");
        }
        return shares;
    }

    private static Table calls(JsonNode histograms) {
        Table calls = new Table("operation", "engine", "role", "outcome", "calls", "p50 ms", "p99 ms", "p99.9 ms");
        for (JsonNode histogram : histograms.path("histograms")) {
            calls.row(
                    histogram.path("operation").asString(),
                    histogram.path("engine").asString(),
                    histogram.path("role").asString(),
                    histogram.path("outcome").asString(),
                    histogram.path("count").asString(),
                    millis(histogram.path("p50")),
                    millis(histogram.path("p99")),
                    millis(histogram.path("p999")));
        }
        return calls;
    }

    /** The API speaks seconds; failed calls have no percentiles. */
    private static String millis(JsonNode seconds) {
        return seconds.isNumber() ? String.format(Locale.ROOT, "%.3f", seconds.asDouble() * 1e3) : "-";
    }
}
