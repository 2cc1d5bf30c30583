package turnout.router.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import turnout.rollout.flags.FlagRefused;

/**
 * {@code turnout bench decision}: what a decision costs, beside stock Togglz in the same run, and how soon a change of
 * flags reaches routing. Exit 1 when a figure to meet is not met.
 */
public final class DecisionBench {

    private static final double MOST_NANOS = 100;
    private static final double MOST_BYTES = 0.01;
    private static final double MOST_MILLIS = 50;
    private static final int CHANGES = 400;
    private static final int WARM_UP_CHANGES = 50;

    /** @param nanos a call's average in each iteration, ascending */
    private record Cost(String name, double[] nanos, double bytes) {

        double median() {
            return nanos[nanos.length / 2];
        }

        double worst() {
            return nanos[nanos.length - 1];
        }
    }

    private DecisionBench() {}

    public static void main(String[] args) throws RunnerException, IOException, FlagRefused, InterruptedException {
        List<Cost> costs = decisions();
        ChangeLatency changes = changes();
        boolean met = print(System.out, costs, changes);
        System.exit(met ? 0 : 1);
    }

    private static List<Cost> decisions() throws RunnerException {
        var options = new OptionsBuilder()
                .include(DecisionBenchmark.class.getName())
                .forks(3)
                .warmupIterations(5)
                .warmupTime(TimeValue.milliseconds(500))
                .measurementIterations(10)
                .measurementTime(TimeValue.milliseconds(300))
                .addProfiler(GCProfiler.class)
                .verbosity(VerboseMode.SILENT)
                .build();
        List<Cost> costs = new ArrayList<>();
        for (RunResult result : new Runner(options).run()) {
            costs.add(cost(result));
        }
        return costs;
    }

    private static Cost cost(RunResult result) {
        BenchmarkParams params = result.getParams();
        List<Double> nanos = new ArrayList<>();
        for (BenchmarkResult fork : result.getBenchmarkResults()) {
            for (IterationResult iteration : fork.getIterationResults()) {
                nanos.add(iteration.getPrimaryResult().getScore());
            }
        }
        return new Cost(
                params.getBenchmark().substring(params.getBenchmark().lastIndexOf('.') + 1),
                nanos.stream().mapToDouble(Double::doubleValue).sorted().toArray(),
                Objects.requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm"))
                        .getScore());
    }

    private static ChangeLatency changes() throws IOException, FlagRefused, InterruptedException {
        Path directory = Files.createTempDirectory("turnout-bench");
        try {
            ChangeLatency.measure(Files.createDirectory(directory.resolve("warm-up")), WARM_UP_CHANGES);
            return ChangeLatency.measure(Files.createDirectory(directory.resolve("measured")), CHANGES);
        } finally {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(path -> path.toFile().delete());
            }
        }
    }

    private static boolean print(PrintStream out, List<Cost> costs, ChangeLatency changes) {
        double togglz = costs.stream()
                .filter(cost -> cost.name().equals("togglz"))
                .mapToDouble(Cost::median)
                .sum();
        boolean met = true;
        out.println(
                "decision, GetTransaction at 50 %, from body bytes to route; 30 iterations of 300 ms in 3 processes");
        out.printf("%-12s %12s %12s %10s %14s%n", "", "median ns", "worst ns", "B/op", "x of Togglz");
        for (Cost cost : costs) {
            out.printf(
                    "%-12s %12.1f %12.1f %10.3f %14.2f%n",
                    cost.name(), cost.median(), cost.worst(), cost.bytes(), cost.median() / togglz);
            met &= cost.name().equals("togglz") || (cost.median() <= MOST_NANOS && cost.bytes() < MOST_BYTES);
        }
        out.println();
        out.printf("change of a flag file until calls follow it, %d changes%n", changes.nanos().length);
        out.printf("%-12s %12s %12s %12s%n", "", "p50 ms", "p99 ms", "worst ms");
        out.printf(
                "%-12s %12.2f %12.2f %12.2f%n",
                "change", changes.millisAt(50), changes.millisAt(99), changes.millisAt(100));
        met &= changes.millisAt(99) <= MOST_MILLIS;
        out.println();
        out.printf(
                "to meet: median <= %.0f ns and 0 B, change p99 <= %.0f ms: %s%n",
                MOST_NANOS, MOST_MILLIS, met ? "met" : "NOT MET");
        return met;
    }
}
