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
                || rounds < 1
                || !List.of("healthy", "slow", "hang", "throw").containsAll(faults)) {
            spec.commandLine()
                    .getErr()
                    .println("bench shadow: rate and seconds are above 0, rounds 1 or more,"
                            + " faults of healthy, slow, hang, throw");
            return 2;
        }
        try (Processes processes = Processes.in("turnout-bench-shadow")) {
            ShadowReport report = measure(processes);
            spec.commandLine().getOut().println(json ? report.json() : report.text());
            spec.commandLine().getOut().flush();
            return report.broken().isEmpty() ? 0 : 1;
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
                    "shadow.cpu-ceiling-percent=100");
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
        contender.path().gateway().flags().set("script", 100, 100);
        run(contender);
    }

    private PacedLoop.Latencies run(Contender contender) throws IOException {
        PacedLoop.Plan plan = plan();
        return PacedLoop.run(() -> contender.path().open(contender.workload()), plan, Pace.system());
    }

    private PacedLoop.Plan plan() {
        return new PacedLoop.Plan(
                CONNECTIONS, rate, TimeUnit.SECONDS.toNanos(1), Math.round(seconds * TimeUnit.SECONDS.toNanos(1)));
    }

    private ShadowReport.Round round(Contender contender, int number) throws IOException, InterruptedException {
        GatewayPath path = contender.path();
        path.resume(contender.workload());
        path.gateway().flags().set("script", 100, contender.percent());
        LaneCounter counter = path.gateway().laneCounter();
        ProcessCost gateway = path.meters().getFirst();
        String before = counter.page();
        long cpu = gateway.cpuNanos();
        PacedLoop.Latencies latencies = run(contender);
        cpu = gateway.cpuNanos() - cpu;
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500)); // the last shadow calls are compared
        String after = counter.page();
        double asked = plan().calls() * contender.percent() / 100.0;
        ShadowReport.Round round = new ShadowReport.Round(
                latencies,
                cpu / 1e3 / plan().calls(),
                (compared(after) - compared(before)) / asked,
                sum(after, "turnout_shadow_dropped_total") - sum(before, "turnout_shadow_dropped_total"),
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

    private static long compared(String page) {
        return sum(
                page.lines()
                        .filter(line -> !line.contains("\"not-compared"))
                        .collect(java.util.stream.Collectors.joining("\n")),
                "turnout_comparisons_total");
    }

    private static long sum(String page, String family) {
        return page.lines()
                .filter(line -> line.startsWith(family + "{"))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
