package turnout.load.bench;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import turnout.load.RunningTurnout;

/** A gateway with real engines and a devnode, in a home of its own that is gone when this is closed. */
public final class WholeTurnout implements AutoCloseable {

    private final Processes processes;
    private final Child child;
    private final RunningTurnout running;

    private WholeTurnout(Processes processes, Child child, RunningTurnout running) {
        this.processes = processes;
        this.child = child;
        this.running = running;
    }

    /**
     * Starts one and waits until it is ready.
     *
     * @param command starts a gateway in the foreground when {@code -D key=value} options are put behind it
     * @param settings {@code key=value}
     */
    public static WholeTurnout start(String command, List<String> settings) throws IOException {
        Processes processes = Processes.in("turnout-whole");
        try {
            Path home = Files.createDirectories(processes.directory().resolve("home"));
            List<String> arguments = new ArrayList<>(List.of("sh", "-c", "exec " + command + " \"$@\"", "gateway"));
            List<String> all = new ArrayList<>(
                    List.of("gateway.listen=127.0.0.1:0", "ops.listen=127.0.0.1:0", "histograms.log=off"));
            all.addAll(settings);
            all.forEach(setting -> arguments.addAll(List.of("-D", setting)));
            Child child = processes.keep(
                    Child.start("gateway", processes.directory(), Map.of("TURNOUT_HOME", home.toString()), arguments));
            RunningTurnout running = new RunningTurnout(home);
            child.await("was ready", () -> field(running, "gateway").isPresent());
            return new WholeTurnout(processes, child, running);
        } catch (IOException | RuntimeException e) {
            processes.close();
            throw e;
        }
    }

    /** {@code host:port} of the gateway. */
    public String gateway() {
        return field(running, "gateway").orElseThrow();
    }

    /** What lets a caller force an engine. */
    public String testerToken() throws IOException {
        return running.token("tester.token").orElseThrow(() -> new IOException("there is no tester.token"));
    }

    /** Of the devnode. */
    URI node() {
        return URI.create(field(running, "node").orElseThrow());
    }

    Path nodeCookie() {
        return running.home().resolve("var/devnode/.cookie");
    }

    /** A process of the sidecar; it takes calls from others than the gateway too. */
    record Worker(long pid, String address) {}

    List<Worker> workers() throws IOException {
        JsonNode description =
                JsonMapper.shared().readTree(Files.readString(running.home().resolve("var/turnout.json")));
        return description
                .get("sidecars")
                .valueStream()
                .map(worker -> new Worker(
                        worker.get("pid").longValue(),
                        "unix:" + worker.get("socket").stringValue()))
                .toList();
    }

    @Override
    public void close() throws IOException {
        processes.close();
    }

    private static Optional<String> field(RunningTurnout running, String name) {
        try {
            return running.field(name);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
