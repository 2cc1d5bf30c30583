package turnout.load.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import turnout.load.Load;

/** {@code turnout bench wire}: starts the peers and the gateway, lets {@link WireRun} measure, prints the table. */
@Command(
        name = "wire",
        mixinStandardHelpOptions = true,
        description =
                "What a proxied unary call costs the gateway in CPU, by HTTP/2 and by lane, beside HAProxy, nginx,"
                        + " a byte forwarder and a grpc-java proxy.",
        footer = {"", "Exit codes: 0 measured and within bounds, 1 not, 2 wrong usage."})
public final class WireBench implements Callable<Integer> {

    static final String HAPROXY = "HAProxy";
    static final String BY_KEY = "turnout, body key, share 50 %";
    static final String AT_ZERO = "turnout, share 0";

    /** Behind the name of a gateway whose upstream is on a unix socket. */
    static final String BY_SOCKET = ", unix";

    static final String BY_LANE = ", lane";

    /** Before the name of a row of the gateway that ours is held to. */
    static final String OTHER = "other ";

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--gateway-command",
            paramLabel = "COMMAND",
            description = "Starts a gateway in the foreground; -D options are put behind it"
                    + " (default: the environment's TURNOUT_GATEWAY_COMMAND).")
    @Nullable
    String gatewayCommand;

    @Option(
            names = "--other-command",
            paramLabel = "COMMAND",
            description = "Starts another gateway, such as an older commit's: measured in the same rounds and without"
                    + " other peers; this one may cost at most 2 %% more.")
    @Nullable
    String otherCommand;

    @Option(names = "--peers-only", description = "Measures no gateway.")
    boolean peersOnly;

    @Option(
            names = "--calls",
            defaultValue = "200000",
            description = "Measured in each round (default: ${DEFAULT-VALUE}).")
    long calls;

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "200000",
            description = "Calls to each peer at first; then rounds until it costs the same; 0 for none"
                    + " (default: ${DEFAULT-VALUE}).")
    long warmUp;

    @Option(names = "--connections", defaultValue = "4", description = "Default: ${DEFAULT-VALUE}.")
    int connections;

    @Option(
            names = "--streams",
            defaultValue = "32",
            description = "Open calls of each connection; a second table has 1 (default: ${DEFAULT-VALUE}).")
    int streams;

    @Option(
            names = "--single-calls",
            defaultValue = "30000",
            description = "Measured in each round with one open call a connection; 0 leaves that out"
                    + " (default: ${DEFAULT-VALUE}).")
    long singleCalls;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the peers' order in each round (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    public static void main(String[] arguments) {
        System.exit(Load.program(new WireBench()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> command = Optional.ofNullable(gatewayCommand)
                .or(() -> Optional.ofNullable(System.getenv("TURNOUT_GATEWAY_COMMAND")));
        if (command.isEmpty() && !peersOnly) {
            return refuse(
                    "no gateway to measure (expected: --gateway-command, TURNOUT_GATEWAY_COMMAND or --peers-only)", 2);
        }
        if (otherCommand != null && peersOnly) {
            return refuse("--other-command is beside a gateway, not beside the peers only", 2);
        }
        if (calls < 1 || rounds < 1 || warmUp < 0 || connections < 1 || streams < 1 || singleCalls < 0) {
            return refuse("calls, rounds, connections and streams are 1 or more, the others 0 or more", 2);
        }
        try (Processes processes = Processes.in("turnout-bench-wire")) {
            WireReport report = measure(processes, peersOnly ? Optional.empty() : command);
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? report.json() : report.text());
            out.flush();
            return report.holds() ? 0 : 1;
        } catch (IOException e) {
            return refuse(String.valueOf(e.getMessage()), 1);
        }
    }

    private WireReport measure(Processes processes, Optional<String> command) throws IOException, InterruptedException {
        Path directory = processes.directory();
        Path socket = directory.resolve("echo.sock");
        Child echo = processes.keep(Child.java("echo", directory, List.of(), EchoServer.class, socket.toString()));
        Measured measured = new Measured(processes, echo.announcedPort(), socket);
        if (otherCommand != null) {
            measured.gateways(OTHER, otherCommand);
            measured.gateways("", command.orElseThrow());
        } else {
            measured.peers(command);
        }
        PrintWriter err = spec.commandLine().getErr();
        WireRun run = new WireRun(measured.all, new SplittableRandom(seed), line -> {
            err.println(line);
            err.flush();
        });
        List<Row> rows = new ArrayList<>(
                run.measure(new WireRun.Effort(new ClosedLoop.Shape(connections, streams), warmUp, calls, rounds)));
        if (singleCalls > 0) {
            rows.addAll(run.measure(new WireRun.Effort(
                    new ClosedLoop.Shape(connections, 1), Math.min(warmUp, singleCalls), singleCalls, rounds)));
        }
        return new WireReport(rows, measured.absent);
    }

    /** What is measured, all of it running. */
    private record Measured(Processes processes, int upstream, Path socket, List<Peer> all, List<String> absent) {

        Measured(Processes processes, int upstream, Path socket) {
            this(processes, upstream, socket, new ArrayList<>(), new ArrayList<>());
        }

        void peers(Optional<String> command) throws IOException, InterruptedException {
            Peers peers = new Peers(processes.directory(), upstream);
            Optional<Path> haproxy = Peers.program("haproxy");
            keep(haproxy.isPresent() ? peers.haproxyForwarder(haproxy.get()) : peers.javaForwarder());
            if (command.isPresent()) {
                gateways("", command.get());
            }
            if (haproxy.isPresent()) {
                keep(peers.haproxy(haproxy.get()));
            } else {
                absent.add("haproxy");
            }
            keep(peers.grpcJava());
            Optional<Path> nginx = Peers.program("nginx");
            if (nginx.isPresent()) {
                keep(peers.nginx(nginx.get()));
            } else {
                absent.add("nginx");
            }
        }

        void gateways(String prefix, String command) throws IOException, InterruptedException {
            Path home = Files.createDirectories(processes.directory().resolve(prefix + "gateways"));
            Gateways gateways = new Gateways(command, home);
            for (int percent : List.of(0, 50)) {
                String name = prefix + (percent == 0 ? AT_ZERO : BY_KEY);
                keep(gateways.peer(name, percent, "127.0.0.1:" + upstream, Gateways.GRPC));
                keep(gateways.peer(name + BY_SOCKET, percent, "unix:" + socket, Gateways.GRPC));
                keep(gateways.peer(name + BY_LANE, percent, "unix:" + socket, Gateways.LANE));
            }
        }

        private void keep(Peer peer) {
            all.add(processes.keep(peer));
        }
    }

    private int refuse(String reason, int exitCode) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("bench wire: " + reason);
        err.flush();
        return exitCode;
    }
}
