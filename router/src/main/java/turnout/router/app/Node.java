package turnout.router.app;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Chain;
import turnout.router.app.config.Configuration;
import turnout.router.app.config.NodeNetwork;
import turnout.router.app.config.NodeSettings;
import turnout.router.engine.supervise.Agenda;
import turnout.router.engine.supervise.ChildLog;
import turnout.router.engine.supervise.DevnodeAddress;
import turnout.router.engine.supervise.DevnodeProcess;

/** The Bitcoin node behind both engines: the configured one, or devnode, which lives as long as the gateway. */
final class Node implements AutoCloseable {

    private static final Duration GRACE = Duration.ofSeconds(3);

    /** Small and soon there: devnode's chain is a few hundred blocks. */
    private static final List<String> FLAGS = List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private final NodeSettings settings;
    private final URI url;
    private final Optional<Path> cookieFile;
    private final @Nullable DevnodeProcess devnode;

    private Node(NodeSettings settings, URI url, Optional<Path> cookieFile, @Nullable DevnodeProcess devnode) {
        this.settings = settings;
        this.url = url;
        this.cookieFile = cookieFile;
        this.devnode = devnode;
    }

    /** @throws IOException when devnode does not come up, with a sentence */
    static Node start(Configuration configuration, ChildLog log, Agenda agenda)
            throws IOException, InterruptedException {
        NodeSettings settings = configuration.settings().node();
        if (settings.url().isPresent()) {
            return new Node(settings, settings.url().get(), settings.cookieFile(), null);
        }
        Path var = configuration.places().var();
        List<String> options = new ArrayList<>();
        settings.blockEvery().ifPresent(pace -> options.addAll(List.of("--block-every", pace.toMillis() + "ms")));
        DevnodeProcess devnode = DevnodeProcess.start(
                program(configuration.places().installation()),
                "127.0.0.1:0",
                var.resolve("devnode"),
                options,
                var.resolve("devnode.json"),
                log,
                agenda);
        try {
            DevnodeAddress address = StartStep.await("devnode", devnode.ready());
            return new Node(settings, address.url(), Optional.of(address.cookieFile()), devnode);
        } catch (IOException e) {
            devnode.stop(GRACE);
            throw e;
        }
    }

    private static List<String> program(Path installation) throws IOException {
        Path target = installation.resolve("devnode/target");
        String classPath = target.resolve("devnode-0.1.0.jar") + ":"
                + Files.readString(target.resolve("classpath")).strip();
        List<String> program = new ArrayList<>();
        program.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        program.addAll(FLAGS);
        program.addAll(List.of("-cp", classPath, "turnout.devnode.Main"));
        return program;
    }

    String url() {
        return url.toString();
    }

    /** How a worker of the sidecar is told about it. */
    List<String> sidecarOptions() {
        List<String> options = new ArrayList<>(List.of("--node-url", url()));
        cookieFile.ifPresent(file -> options.addAll(List.of("--node-cookie-file", file.toString())));
        settings.user().ifPresent(user -> options.addAll(List.of("--node-user", user)));
        settings.passwordFile().ifPresent(file -> options.addAll(List.of("--node-password-file", file.toString())));
        options.addAll(List.of("--node-network", settings.network().name().toLowerCase(Locale.ROOT)));
        return options;
    }

    /** How NATIVE is told about it. */
    turnout.nativeimpl.node.NodeSettings nativeSettings() {
        return new turnout.nativeimpl.node.NodeSettings(
                url,
                cookieFile,
                settings.user(),
                settings.passwordFile(),
                chain(settings.network()),
                turnout.nativeimpl.node.NodeSettings.DEFAULT_CONNECT_TIMEOUT,
                turnout.nativeimpl.node.NodeSettings.DEFAULT_READ_TIMEOUT);
    }

    private static Chain chain(NodeNetwork network) {
        return switch (network) {
            case MAINNET -> Chain.MAIN;
            case TESTNET3 -> Chain.TEST;
            case TESTNET4 -> Chain.TESTNET4;
            case SIGNET -> Chain.SIGNET;
            case REGTEST -> Chain.REGTEST;
        };
    }

    @Override
    public void close() {
        if (devnode != null) {
            devnode.stop(GRACE).toCompletableFuture().join();
        }
    }
}
