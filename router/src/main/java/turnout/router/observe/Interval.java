package turnout.router.observe;

import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * Everything recorded between two flips.
 *
 * @param lines latencies in nanoseconds, only of lines that recorded something; the histograms are used again at the
 *     next flip, so whoever keeps one copies it
 */
public record Interval(Instant start, Instant end, Map<Line, Histogram> lines) {

    /** Told of every interval, on the flipping thread; must be quick and must not throw. */
    public interface Listener extends Consumer<Interval> {}
}
