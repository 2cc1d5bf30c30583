package turnout.load;

import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Everything that one arm's calls came to. Ends are told by any thread; sending is told by the sender's. */
public final class ArmTally {

    /** Longest latency that is told apart; a call that took longer counts as this. */
    private static final long LONGEST_NANOS = TimeUnit.HOURS.toNanos(1);

    private final boolean countFailures;
    private final Histogram latency = new ConcurrentHistogram(LONGEST_NANOS, 3);
    private final AtomicLongArray byStatus = new AtomicLongArray(Status.Code.values().length);
    private final LongAdder notSent = new LongAdder();
    private final List<BlockTally> blocks = new ArrayList<>();
    private long sent;
    private long intervals;
    private long activeNanos;

    ArmTally(boolean countFailures) {
        this.countFailures = countFailures;
    }

    BlockTally open(int block, int expected) {
        BlockTally tally = new BlockTally(this, expected);
        if (block != blocks.size()) {
            throw new IllegalStateException("block " + block + " after " + blocks.size());
        }
        blocks.add(tally);
        return tally;
    }

    void sent() {
        sent++;
    }

    /** A slot is over: {@code calls} were due in it, and {@code nanos} passed from its first planned time to its last send. */
    void ran(long calls, long nanos) {
        intervals += Math.max(0, calls - 1);
        activeNanos += nanos;
    }

    /** Whether the latency belongs to the percentiles. */
    boolean ended(Status.Code status, long nanos) {
        byStatus.incrementAndGet(status.value());
        boolean counts = countFailures || status == Status.Code.OK;
        if (counts) {
            latency.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
        }
        return counts;
    }

    void notSent() {
        notSent.increment();
    }

    List<BlockTally> blocks() {
        return blocks;
    }

    /** Calls that were due: sent or not. */
    public long calls() {
        return sent + notSent.sum();
    }

    public long ok() {
        return byStatus.get(Status.Code.OK.value());
    }

    public long failed() {
        return calls() - ok();
    }

    /** By gRPC status, and {@code NOT_SENT} and {@code UNANSWERED} beside them; only what occurred. */
    public Map<String, Long> failures() {
        Map<String, Long> failures = new TreeMap<>();
        long ended = ok();
        for (Status.Code code : Status.Code.values()) {
            long count = byStatus.get(code.value());
            if (code != Status.Code.OK && count > 0) {
                failures.put(code.name(), count);
                ended += count;
            }
        }
        if (notSent.sum() > 0) {
            failures.put("NOT_SENT", notSent.sum());
        }
        if (sent > ended) {
            failures.put("UNANSWERED", sent - ended);
        }
        return failures;
    }

    /** How many latencies the percentiles are of. */
    public long measured() {
        return latency.getTotalCount();
    }

    /** Nanoseconds; 0 when nothing was measured. */
    public long percentile(double percent) {
        return latency.getValueAtPercentile(percent);
    }

    /** Nanoseconds; 0 when nothing was measured. */
    public long max() {
        return latency.getMaxValue();
    }

    /** Calls a second that the sender reached in this arm's slots; 0 when no slot had two calls. */
    public double achievedRate() {
        return intervals == 0 || activeNanos <= 0 ? 0 : intervals * 1e9 / activeNanos;
    }
}
