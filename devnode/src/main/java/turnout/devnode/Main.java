package turnout.devnode;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import turnout.devnode.chain.BlockFile;

/** {@code turnout.devnode.Main}: a regtest node with Bitcoin Core's JSON-RPC, without peers. */
@Command(
        name = "devnode",
        description = "A regtest node that answers Bitcoin Core's JSON-RPC. It has no peers.",
        mixinStandardHelpOptions = true)
public final class Main implements Callable<Integer> {
    private static final Logger log = LoggerFactory.getLogger(Main.class);
    // sysexits.h: the configuration cannot be used; the service cannot run.
    private static final int EXIT_CONFIG = 78;
    private static final int EXIT_UNAVAILABLE = 69;

    @Spec
    private @Nullable CommandSpec spec;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Where to answer; port 0 takes a free one (default: ${DEFAULT-VALUE}).",
            defaultValue = "127.0.0.1:18443",
            converter = ListenAddress.class)
    private InetSocketAddress listen = new InetSocketAddress(InetAddress.getLoopbackAddress(), 18443);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Holds the cookie and the blocks mined here; made where it is missing.",
            required = true)
    private Path data = Path.of("");

    @Option(
            names = "--block-every",
            paramLabel = "DURATION",
            description = "Mines a block each time this has passed: 500ms, 30s, 5m. Without it, only on request.",
            converter = DurationText.class)
    private @Nullable Duration blockEvery;

    @Option(names = "--supervised", description = "Ends when standard input is closed.")
    private boolean supervised;

    public static void main(String[] arguments) {
        CommandLine command = new CommandLine(new Main());
        command.getCommandSpec().exitCodeOnInvalidInput(EXIT_CONFIG);
        System.exit(command.execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintStream out = System.out;
        try (RunningNode node = RunningNode.start(
                BlockFile.recorded(),
                new RunningNode.Settings(listen, data, Optional.ofNullable(blockEvery)),
                InstantSource.system(),
                new SecureRandom())) {
            Thread ending = new Thread(node::close, "shutdown");
            Runtime.getRuntime().addShutdownHook(ending);
            if (supervised) {
                StandardInput.whenClosed(node::stop);
            }
            out.println("ready http://" + listen.getHostString() + ":" + node.port() + " cookie " + node.cookieFile());
            out.flush();
            node.awaitStop();
            return 0;
        } catch (IOException failed) {
            log.error("event=start_failed listen={} data={} reason={}", listen, data, failed.toString());
            return EXIT_UNAVAILABLE;
        } catch (IllegalArgumentException unusable) {
            throw new ParameterException(spec().commandLine(), String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private CommandSpec spec() {
        return Objects.requireNonNull(spec);
    }
}
