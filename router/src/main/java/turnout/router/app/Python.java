package turnout.router.app;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import turnout.router.app.config.Address;
import turnout.router.app.config.Configuration;
import turnout.router.app.config.PythonSettings;
import turnout.router.engine.supervise.Agenda;
import turnout.router.engine.supervise.ChildLog;
import turnout.router.engine.supervise.FixedTargets;
import turnout.router.engine.supervise.PythonTargets;
import turnout.router.engine.supervise.SidecarSettings;
import turnout.router.engine.supervise.Sidecars;

/** Starts the sidecar's workers, or takes those that somebody else runs. */
final class Python {

    private static final Duration READY_WITHIN = Duration.ofSeconds(30);

    private Python() {}

    /** Why there is no stop where no PYTHON is: nobody would answer. Empty where it is configured. */
    static Optional<String> absence(PythonSettings settings) {
        return settings.workers() == 0 && settings.targets().isEmpty()
                ? Optional.of("There is no PYTHON to send calls to (engines.python.workers is 0, and no targets).")
                : Optional.empty();
    }

    /** @param node null where the contract is somebody else's and asks no Bitcoin node */
    static PythonTargets start(Configuration configuration, @Nullable Node node, ChildLog log, Agenda agenda)
            throws IOException {
        PythonSettings settings = configuration.settings().python();
        if (!settings.targets().isEmpty()) {
            return FixedTargets.of(
                    settings.targets().stream().map(Python::socketAddress).toList(), agenda);
        }
        Path var = configuration.places().var();
        List<Path> socketBases = new ArrayList<>();
        String runtimeDirectory = System.getenv("XDG_RUNTIME_DIR");
        if (runtimeDirectory != null && Path.of(runtimeDirectory).toFile().canWrite()) {
            socketBases.add(Path.of(runtimeDirectory));
        }
        socketBases.add(Path.of(System.getProperty("java.io.tmpdir")));
        return Sidecars.start(
                new SidecarSettings(
                        settings.command(),
                        options(node, settings.grace()),
                        Map.of(),
                        settings.workers(),
                        READY_WITHIN,
                        settings.killAfter().minus(settings.outAfter()),
                        settings.restartMin(),
                        settings.restartMax(),
                        settings.grace(),
                        socketBases,
                        var.resolve("sidecars.json")),
                log,
                agenda,
                RandomGenerator.getDefault());
    }

    /** A worker drains for less than its grace, or it would be killed while it drains. */
    private static List<String> options(@Nullable Node node, Duration grace) {
        List<String> options = new ArrayList<>();
        if (node != null) {
            options.addAll(node.sidecarOptions());
            options.addAll(List.of("--grace-seconds", Double.toString(grace.toMillis() * 0.8 / 1000)));
        }
        return options;
    }

    /** Waits for the first start of every worker of ours. */
    static void awaitReady(PythonTargets targets) throws IOException, InterruptedException {
        if (targets instanceof Sidecars sidecars) {
            StartStep.await("the Python sidecar", sidecars.started());
        }
    }

    private static SocketAddress socketAddress(Address address) {
        return switch (address) {
            case Address.Tcp tcp -> tcp.socket();
            case Address.UnixSocket unix -> UnixDomainSocketAddress.of(unix.path());
        };
    }
}
