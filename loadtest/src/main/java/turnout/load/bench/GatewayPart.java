package turnout.load.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import turnout.load.Pace;

/** Measures the whole path through a gateway with two workers, in both ways, with the same generator by HTTP/2. */
final class GatewayPart {

    private static final ClosedLoop.Shape SHAPE = new ClosedLoop.Shape(4, 32);

    /** Of new connections, before a round. */
    private static final long SETTLE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    private static final long WARM_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Of what the slower way carries with full batches; alone, a call costs it more, and it still has to have room. */
    private static final double PART_OF_RATE = 0.4;

    private final List<GatewayPath> paths;
    private final RandomGenerator random;
    private final Consumer<String> progress;

    GatewayPart(List<GatewayPath> paths, RandomGenerator random, Consumer<String> progress) {
        this.paths = List.copyOf(paths);
        this.random = random;
        this.progress = progress;
    }

    /** A row of the closed loop: the first meter is the gateway's, the others are its workers'. */
    record Result(String workload, Way way, List<ClosedLoop.Measured> rounds) {
        Result {
            rounds = List.copyOf(rounds);
        }

        double gatewayMicros() {
            return Median.of(rounds.stream().map(ClosedLoop.Measured::micros).toList());
        }

        double workerMicros() {
            return Median.of(rounds.stream()
                    .map(round -> round.costNanos().stream()
                                    .skip(1)
                                    .mapToLong(Long::longValue)
                                    .sum()
                            / 1e3
                            / round.calls())
                    .toList());
        }

        double callsPerSecond() {
            return Median.of(
                    rounds.stream().map(ClosedLoop.Measured::callsPerSecond).toList());
        }
    }

    /** A row of the open loop. */
    record Paced(Way way, double rate, List<PacedLoop.Latencies> rounds) {
        Paced {
            rounds = List.copyOf(rounds);
        }

        double p50Micros() {
            return Median.of(rounds.stream().map(PacedLoop.Latencies::p50Micros).toList());
        }

        double p99Micros() {
            return Median.of(rounds.stream().map(PacedLoop.Latencies::p99Micros).toList());
        }
    }

    /**
     * Warms the gateways, by calls and not by time: the slower way would have its compiler measured.
     *
     * @param calls of each, and then rounds until they cost the same
     */
    void warmUp(String name, Workload workload, long calls, long roundNanos) throws IOException, InterruptedException {
        for (GatewayPath path : paths) {
            path.resume(workload);
            closed(name, path, workload, ClosedLoop.Until.calls(calls), "warm-up");
            Settling.run(
                    round -> closed(name, path, workload, ClosedLoop.Until.nanos(roundNanos / 2), "warm-up " + round)
                            .micros());
            path.pause();
        }
    }

    /** As fast as it goes. */
    List<Result> closed(String name, Workload workload, int rounds, long roundNanos)
            throws IOException, InterruptedException {
        List<List<ClosedLoop.Measured>> measured = Rounds.run(paths, rounds, random, (path, round) -> {
            path.resume(workload);
            ClosedLoop.Measured own =
                    closed(name, path, workload, ClosedLoop.Until.nanos(roundNanos), "round " + round);
            path.pause();
            return own;
        });
        List<Result> results = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            results.add(new Result(name, paths.get(i).way(), measured.get(i)));
        }
        return results;
    }

    /** A rate that all of them can carry, a whole number of hundreds. */
    static double rateFor(List<Result> closed) {
        double slowest =
                closed.stream().mapToDouble(Result::callsPerSecond).min().orElseThrow();
        return Math.max(100, Math.floor(slowest * PART_OF_RATE / 100) * 100);
    }

    /** At a fixed rate. */
    List<Paced> paced(Workload workload, double rate, int rounds, long roundNanos)
            throws IOException, InterruptedException {
        PacedLoop.Plan plan = new PacedLoop.Plan(SHAPE.connections(), rate, WARM_NANOS, roundNanos);
        List<List<PacedLoop.Latencies>> measured = Rounds.run(paths, rounds, random, (path, round) -> {
            path.resume(workload);
            long before = path.laneCalls();
            PacedLoop.Latencies own;
            try {
                own = PacedLoop.run(() -> path.open(workload), plan, Pace.system());
            } catch (IOException e) {
                throw new IOException(path.way().title() + " at a fixed rate: " + e.getMessage(), e);
            }
            path.requireLane(before, own.calls());
            progress.accept("%.0f calls/s through the gateway, %s, round %d: p50 %.0f µs, p99 %.0f µs"
                    .formatted(rate, path.way().title(), round, own.p50Micros(), own.p99Micros()));
            path.pause();
            return own;
        });
        List<Paced> results = new ArrayList<>();
        for (int i = 0; i < paths.size(); i++) {
            results.add(new Paced(paths.get(i).way(), rate, measured.get(i)));
        }
        return results;
    }

    private ClosedLoop.Measured closed(
            String name, GatewayPath path, Workload workload, ClosedLoop.Until until, String stage) throws IOException {
        try {
            long before = path.laneCalls();
            ClosedLoop.Measured measured = ClosedLoop.run(
                    () -> path.open(workload), SHAPE, ClosedLoop.Until.nanos(SETTLE_NANOS), until, path.meters());
            path.requireLane(before, measured.calls());
            progress.accept("%s through the gateway, %s, %s: %.1f µs of the gateway, %.0f calls/s"
                    .formatted(name, path.way().title(), stage, measured.micros(), measured.callsPerSecond()));
            return measured;
        } catch (IOException e) {
            throw new IOException(name + " through the gateway, " + path.way().title() + ": " + e.getMessage(), e);
        }
    }
}
