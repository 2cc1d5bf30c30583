package turnout.load;

import io.grpc.Status;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The calls of one block. Any thread may tell it of an end; the last one to do so computes the block's percentiles and
 * lets the single latencies go, so that a long run holds only what is in flight.
 */
final class BlockTally {

    private final ArmTally arm;
    private final int expected;
    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private volatile long[] latencies;
    private volatile Optional<Percentiles> percentiles = Optional.empty();

    /** Of the {@code calls} latencies that a block measured; nanoseconds. */
    record Percentiles(int calls, long p50, long p99) {}

    BlockTally(ArmTally arm, int expected) {
        this.arm = arm;
        this.expected = expected;
        this.latencies = new long[expected];
    }

    void ended(Status.Code status, long nanos) {
        if (arm.ended(status, nanos)) {
            latencies[counted.getAndIncrement()] = nanos;
        }
        step();
    }

    void notSent() {
        arm.notSent();
        step();
    }

    /** Empty while calls are open, and for a block that has no latency to show. */
    Optional<Percentiles> percentiles() {
        return percentiles;
    }

    private void step() {
        if (ended.incrementAndGet() < expected) {
            return;
        }
        int calls = counted.get();
        if (calls > 0) {
            long[] sorted = Arrays.copyOf(latencies, calls);
            Arrays.sort(sorted);
            percentiles = Optional.of(new Percentiles(calls, at(sorted, 0.50), at(sorted, 0.99)));
        }
        latencies = new long[0];
    }

    private static long at(long[] sorted, double quantile) {
        return sorted[Math.max(0, (int) Math.ceil(sorted.length * quantile) - 1)];
    }
}
