package turnout.load.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import turnout.load.Load;
import turnout.load.Pace;

/** {@code turnout bench shadow}: NATIVE serves, and a PYTHON that is well, slow, hung or throwing shadows. */
@Command(
        name = "shadow",
        mixinStandardHelpOptions = true,
        description = "What callers notice of shadow calls, open loop: latency and CPU at 0, 10 and 100 %%.",
        footer = {"", "Exit codes: 0 measured and within bounds, 1 not, 2 wrong usage."})
public final class ShadowBench implements Callable<Integer> {

    private static final int CONNECTIONS = 4;

    /** So short that a round sees the end of its own hung shadow calls; at 1,000 calls/s still more than may be held. */
    private static final int DEADLINE_MILLIS = 2_000;

    /** Of the rate, so that the warm-up compiles what seldom runs too. */
    private static final int WARM_FACTOR = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--server-command", required = true, description = "Starts the service in PYTHON's place.")
    String serverCommand = "";

    @Option(names = "--gateway-command", required = true, description = "Starts a gateway in the foreground.")
    String gatewayCommand = "";

    @Option(
            names = "--faults",
            split = ",",
            defaultValue = "healthy,slow,hang,throw",
            description = "Of the shadow engine (default: ${DEFAULT-VALUE}).")
    List<String> faults = List.of();

    @Option(names = "--rate", defaultValue = "1000", description = "Calls a second (default: ${DEFAULT-VALUE}).")
    double rate;

    @Option(names = "--rounds", defaultValue = "5", description = "Default: ${DEFAULT-VALUE}.")
    int rounds;

    @Option(names = "--seconds", defaultValue = "5", description = "Of a round (default: ${DEFAULT-VALUE}).")
    double seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "20",
            description = "Seconds of three times the rate at first, shadowed; 0 for none (default: ${DEFAULT-VALUE}).")
    double warmUpSeconds;

    @Option(names = "--seed", defaultValue = "1", description = "Of the order in each round.")
    long seed;

    @Option(names = "--json", description = "Prints JSON.")
    boolean json;

    public static void main(String[] arguments) {
        System.exit(Load.program(new ShadowBench()).execute(arguments));
    }

    private record Contender(String fault, int percent, GatewayPath path, Workload workload) {}

    @Override
    public Integer call() throws InterruptedException {
        if (rate <= 0
                || seconds <= 0
                || warmUpSeconds < 0
                || rounds < 1
                || !List.of("healthy", "slow", "hang", "throw").containsAll(faults)) {
            spec.commandLine()
                    .getErr()
                    .println("bench shadow: rate and seconds are above 0, warm-up 0 or more, rounds 1 or more,"
                            + " faults of healthy, slow, hang, throw");
            return 2;
        }
        try (Processes processes = Processes.in("turnout-bench-shadow")) {
            ShadowReport report = measure(processes);
            spec.commandLine().getOut().println(json ? report.json() : report.text());
            spec.commandLine().getOut().flush();
            return report.holds() ? 0 : 1;
        } catch (IOException e) {
            spec.commandLine().getErr().println("bench shadow: " + e.getMessage());
            return 1;
        }
    }

    private ShadowReport measure(Processes processes) throws IOException, InterruptedException {
        Workload workload;
        try (PythonServer asked = PythonServer.start(serverCommand, Way.AIO, "asked", processes.directory())) {
            workload = Decoding.askedOf(asked);
        }
        Gateways gateways = new Gateways(gatewayCommand, processes.directory());
        List<Contender> contenders = new ArrayList<>();
        for (String fault : faults) {
            String command = fault.equals("healthy") ? serverCommand : serverCommand + " --fault " + fault;
            PythonServer python =
                    processes.keep(PythonServer.start(command, Way.LANE, "python-" + fault, processes.directory()));
            Gateways.Started gateway = gateways.start(
                    "gateway-" + fault,
                    List.of(python.address()),
                    Gateways.LANE,
                    // The bench itself takes the CPU that would end the shadow calls.
                    "shadow.cpu-ceiling-percent=100",
                    "shadow.deadline=" + DEADLINE_MILLIS + "ms");
            processes.keep(gateway.child());
            gateway.flags().set("script", 100, 0);
            GatewayPath path = new GatewayPath(Way.LANE, gateway, List.of(python), Optional.empty());
            for (int percent : new int[] {0, 10, 100}) {
                contenders.add(new Contender(fault, percent, path, workload));
            }
            warmUp(contenders.getLast());
            path.pause();
        }
        List<List<ShadowReport.Round>> measured =
                Rounds.run(contenders, rounds, new SplittableRandom(seed), this::round);
        List<ShadowReport.Row> rows = new ArrayList<>();
        for (int i = 0; i < contenders.size(); i++) {
            rows.add(new ShadowReport.Row(
                    contenders.get(i).fault(), contenders.get(i).percent(), measured.get(i)));
        }
        return new ShadowReport(rate, rows);
    }

    private void warmUp(Contender contender) throws IOException, InterruptedException {
        if (warmUpSeconds > 0) {
            contender.path().gateway().flags().set("script", 100, 100);
            run(contender, new PacedLoop.Plan(CONNECTIONS, WARM_FACTOR * rate, nanos(warmUpSeconds), 0));
        }
    }

    private static PacedLoop.Latencies run(Contender contender, PacedLoop.Plan plan) throws IOException {
        return PacedLoop.run(() -> contender.path().open(contender.workload()), plan, Pace.system());
    }

    private PacedLoop.Plan plan() {
        return new PacedLoop.Plan(CONNECTIONS, rate, TimeUnit.SECONDS.toNanos(1), nanos(seconds));
    }

    private static long nanos(double seconds) {
        return Math.round(seconds * TimeUnit.SECONDS.toNanos(1));
    }

    private ShadowReport.Round round(Contender contender, int number) throws IOException, InterruptedException {
        GatewayPath path = contender.path();
        path.resume(contender.workload());
        path.gateway().flags().set("script", 100, contender.percent());
        LaneCounter counter = path.gateway().laneCounter();
        ProcessCost gateway = path.meters().getFirst();
        ShadowCounters before = ShadowCounters.of(counter.page());
        long cpu = gateway.cpuNanos();
        PacedLoop.Latencies latencies = run(contender, plan());
        cpu = gateway.cpuNanos() - cpu;
        // The last shadow calls are compared, or given up.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500 + DEADLINE_MILLIS));
        ShadowReport.Round round = new ShadowReport.Round(
                latencies,
                cpu / 1e3 / plan().calls(),
                plan().calls() * contender.percent() / 100.0,
                ShadowCounters.of(counter.page()).since(before),
                LiveHeap.bytes(path.gateway().child().pid()),
                gateway.residentBytes());
        path.pause();
        spec.commandLine()
                .getErr()
                .printf(
                        "%s at %d %%, round %d: p99 %.0f µs%n",
                        contender.fault(), contender.percent(), number, latencies.p99Micros());
        spec.commandLine().getErr().flush();
        return round;
    }
}
