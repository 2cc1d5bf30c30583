package turnout.load.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import turnout.load.Load;

/** {@code turnout bench lane}: starts services and gateways, lets the two parts measure, prints the tables. */
@Command(
        name = "lane",
        mixinStandardHelpOptions = true,
        description =
                "What a unary call costs a Python service by lane, by grpc.aio with uvloop and by grpc's threads, and"
                        + " the path through a gateway both ways.",
        footer = {"", "Exit codes: 0 measured and within bounds, 1 not, 2 wrong usage."})
public final class LaneBench implements Callable<Integer> {

    static final String ECHO = "echo";
    static final String DECODE = "DecodeTransaction";

    private static final int WORKERS = 2;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--server-command",
            paramLabel = "COMMAND",
            description = "Starts the measured service; --way and --listen are put behind it"
                    + " (default: the environment's TURNOUT_BENCH_SERVER_COMMAND).")
    @Nullable
    String serverCommand;

    @Option(
            names = "--gateway-command",
            paramLabel = "COMMAND",
            description = "Starts a gateway in the foreground; -D options are put behind it"
                    + " (default: the environment's TURNOUT_GATEWAY_COMMAND).")
    @Nullable
    String gatewayCommand;

    @Option(names = "--direct-only", description = "Measures no gateway.")
    boolean directOnly;

    @Option(
            names = "--ways",
            split = ",",
            defaultValue = "lane,aio,sync",
            description = "Of the direct part (default: ${DEFAULT-VALUE}).")
    List<Way> ways = List.of();

    @Option(
            names = "--in-flight",
            split = ",",
            defaultValue = "128,8,1",
            description = "Calls in flight, a table for each (default: ${DEFAULT-VALUE}).")
    List<Integer> inFlight = List.of();

    @Option(names = "--rounds", defaultValue = "3", description = "Default: ${DEFAULT-VALUE}.")
    int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "0.8",
            description = "Of a round with a service alone; a quarter more is warm-up (default: ${DEFAULT-VALUE}).")
    double seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "60000",
            description = "Calls through each gateway at first; then rounds until it costs the same"
                    + " (default: ${DEFAULT-VALUE}).")
    long warmUp;

    @Option(
            names = "--gateway-seconds",
            defaultValue = "2",
            description = "Of a round through the gateway (default: ${DEFAULT-VALUE}).")
    double gatewaySeconds;

    @Option(
            names = "--paced-seconds",
            defaultValue = "4",
            description = "Of a round at a fixed rate (default: ${DEFAULT-VALUE}).")
    double pacedSeconds;

    @Option(
            names = "--rate",
            description = "Calls a second of those rounds (default: 40 %% of what the slower way carries).")
    @Nullable
    Double rate;

    @Option(
            names = "--seed",
            defaultValue = "1",
            description = "Of the order in each round (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    public static void main(String[] arguments) {
        System.exit(Load.program(new LaneBench())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> server = command(serverCommand, "TURNOUT_BENCH_SERVER_COMMAND");
        Optional<String> gateway = directOnly ? Optional.empty() : command(gatewayCommand, "TURNOUT_GATEWAY_COMMAND");
        if (server.isEmpty()) {
            return refuse("no service to measure (expected: --server-command or TURNOUT_BENCH_SERVER_COMMAND)", 2);
        }
        if (gateway.isEmpty() && !directOnly) {
            return refuse(
                    "no gateway to measure (expected: --gateway-command, TURNOUT_GATEWAY_COMMAND or --direct-only)", 2);
        }
        if (ways.isEmpty()
                || rounds < 1
                || warmUp < 1
                || inFlight.stream().anyMatch(number -> number < 1)
                || Stream.of(seconds, gatewaySeconds, pacedSeconds, rate == null ? 1.0 : rate)
                        .anyMatch(number -> number <= 0)) {
            return refuse("rounds, warm-up and calls in flight are 1 or more, seconds and rate above 0", 2);
        }
        try (Processes processes = Processes.in("turnout-bench-lane")) {
            LaneReport report = measure(processes, server.get(), gateway);
            PrintWriter out = spec.commandLine().getOut();
            out.println(json ? report.json() : report.text());
            out.flush();
            return report.holds() ? 0 : 1;
        } catch (IOException e) {
            return refuse(String.valueOf(e.getMessage()), 1);
        }
    }

    private LaneReport measure(Processes processes, String command, Optional<String> gatewayCommand)
            throws IOException, InterruptedException {
        List<PythonServer> servers = new ArrayList<>();
        for (Way way : ways) {
            servers.add(processes.keep(PythonServer.start(command, way, way.option(), processes.directory())));
        }
        Workload echo =
                Echo.of(Stream.iterate(0, n -> n + 1).limit(16).map(Echo::key).toList());
        Workload decode = Decoding.askedOf(servers.getFirst());
        for (PythonServer server : servers) {
            server.child().pause();
        }
        SplittableRandom random = new SplittableRandom(seed);
        DirectPart part = new DirectPart(servers, random, this::tell);
        DirectPart.Effort effort = new DirectPart.Effort(inFlight, rounds, nanos(seconds));
        List<DirectPart.Result> direct = new ArrayList<>(part.measure(ECHO, echo, effort));
        direct.addAll(part.measure(DECODE, decode, effort));
        if (gatewayCommand.isEmpty()) {
            return new LaneReport(direct, List.of(), List.of());
        }
        Gateways gateways = new Gateways(gatewayCommand.get(), processes.directory());
        List<GatewayPath> paths = new ArrayList<>();
        for (Way way : List.of(Way.LANE, Way.AIO)) {
            GatewayPath path = path(processes, command, gateways, way);
            path.pause();
            paths.add(path);
        }
        GatewayPart whole = new GatewayPart(paths, random, this::tell);
        whole.warmUp(ECHO, echo, warmUp, nanos(gatewaySeconds));
        List<GatewayPart.Result> closed = new ArrayList<>(whole.closed(ECHO, echo, rounds, nanos(gatewaySeconds)));
        double paceRate = rate == null ? GatewayPart.rateFor(closed) : rate;
        closed.addAll(whole.closed(DECODE, decode, rounds, nanos(gatewaySeconds)));
        return new LaneReport(direct, closed, whole.paced(echo, paceRate, rounds, nanos(pacedSeconds)));
    }

    private static GatewayPath path(Processes processes, String command, Gateways gateways, Way way)
            throws IOException {
        List<PythonServer> workers = new ArrayList<>();
        for (int number = 0; number < WORKERS; number++) {
            String name = "worker-" + way.option() + "-" + number;
            workers.add(processes.keep(PythonServer.start(command, way, name, processes.directory())));
        }
        boolean lane = way == Way.LANE;
        Gateways.Started gateway = gateways.start(
                "gateway-" + way.option(),
                workers.stream().map(PythonServer::address).toList(),
                lane ? Gateways.LANE : Gateways.GRPC);
        processes.keep(gateway.child());
        return new GatewayPath(way, gateway, workers, lane ? Optional.of(gateway.laneCounter()) : Optional.empty());
    }

    private static Optional<String> command(@Nullable String option, String variable) {
        return Optional.ofNullable(option).or(() -> Optional.ofNullable(System.getenv(variable)));
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
    }

    private void tell(String line) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(line);
        err.flush();
    }

    private int refuse(String reason, int exitCode) {
        tell("bench lane: " + reason);
        return exitCode;
    }
}
