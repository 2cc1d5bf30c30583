package turnout.router.observe;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.IntervalHistogramProvider;
import org.HdrHistogram.Recorder;
import org.HdrHistogram.SingleWriterRecorder;
import org.HdrHistogram.ValueRecorder;
import org.jspecify.annotations.Nullable;

/**
 * One sheet's share of one line. Written by the sheet's owner (or by anyone, when shared), emptied by the scoreboard's
 * one flipping thread.
 *
 * <p>Histograms begin at 16 KB and grow with the longest value seen: a line that nobody uses costs nothing, and one that
 * answers within 100 ms 150 KB instead of the 222 KB of a fixed 60 s range.
 */
final class Cell {

    // Longer than any deadline; without a bound one absurd value would grow two histograms to megabytes.
    private static final long LONGEST_NANOS = 3_600_000_000_000L;
    private static final int DIGITS = 3;
    /** gRPC has the statuses 0 to 16. */
    static final int STATUSES = 17;

    private static final int UNKNOWN = 2;

    private final boolean shared;
    private final ValueRecorder values;
    private final IntervalHistogramProvider<Histogram> intervals;
    private final AtomicLongArray statuses = new AtomicLongArray(STATUSES);
    private final AtomicLong written = new AtomicLong();
    private long flipped;
    private @Nullable Histogram recycled;

    private <R extends ValueRecorder & IntervalHistogramProvider<Histogram>> Cell(boolean shared, R recorder) {
        this.shared = shared;
        this.values = recorder;
        this.intervals = recorder;
    }

    static Cell owned() {
        return new Cell(false, new SingleWriterRecorder(DIGITS));
    }

    static Cell shared() {
        return new Cell(true, new Recorder(DIGITS));
    }

    void record(int status, long nanos) {
        values.recordValue(Math.clamp(nanos, 0, LONGEST_NANOS));
        int known = status < 0 || status >= STATUSES ? UNKNOWN : status;
        if (shared) {
            statuses.getAndIncrement(known);
            written.getAndIncrement();
        } else {
            statuses.setOpaque(known, statuses.getPlain(known) + 1);
            // Release: whoever sees the count finds the value in the recorder.
            written.setRelease(written.getPlain() + 1);
        }
    }

    /** What was recorded since the last flip, valid until the next; null when nothing was. */
    @Nullable
    Histogram flip() {
        long now = written.getAcquire();
        if (now == flipped) {
            return null;
        }
        flipped = now;
        recycled = intervals.getIntervalHistogram(recycled);
        return recycled;
    }

    long count(int status) {
        return statuses.getOpaque(status);
    }
}
