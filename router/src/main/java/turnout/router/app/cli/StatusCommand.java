package turnout.router.app.cli;

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

    @Override
    public Integer call() throws CommandFailure {
        Optional<RunFile> running = RunFile.find(Installation.places().var());
        if (running.isEmpty()) {
            throw new CommandFailure(Exit.NOT_REACHABLE, "nothing is running (./turnout up starts it)");
        }
        OpsApi api = OpsApi.of(running.get());
        JsonNode flags = api.get("/api/v1/flags");
        JsonNode nodes = api.get("/api/v1/nodes");
        JsonNode histograms = api.get("/api/v1/histograms");
        if (json) {
            ObjectNode all = OpsApi.JSON.createObjectNode();
            all.set("running", OpsApi.JSON.valueToTree(running.get()));
            all.set("flags", flags);
            all.set("nodes", nodes);
            all.set("histograms", histograms);
            System.out.println(OpsApi.JSON.writeValueAsString(all));
        } else {
            print(running.get(), flags, histograms);
        }
        return Exit.DONE;
    }

    private static void print(RunFile running, JsonNode flags, JsonNode histograms) {
        Table processes = new Table("process", "pid", "at");
        processes.row("gateway", Long.toString(running.pid()), running.gateway() + ", ops " + running.ops());
        running.sidecars()
                .forEach(sidecar -> processes.row("sidecar", Long.toString(sidecar.pid()), "unix:" + sidecar.socket()));
        processes.row("node", "-", running.node());
        processes.print(System.out);

        System.out.println();
        if (!flags.path("nativeAllowed").asBoolean()) {
            System.out.println("NATIVE is not allowed: every call goes to PYTHON");
        }
        Table shares = new Table("component", "percent", "shadow", "rev");
        for (JsonNode flag : flags.path("flags")) {
            shares.row(
                    flag.path("component").asString(),
                    flag.path("percent").asString(),
                    flag.path("shadow").asString(),
                    flag.path("rev").asString());
        }
        shares.print(System.out);

        System.out.println();
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
        calls.print(System.out);
    }

    /** The API speaks seconds. */
    private static String millis(JsonNode seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds.asDouble() * 1e3);
    }
}
