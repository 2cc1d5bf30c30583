package turnout.router.observe;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Operations;

/**
 * How fast each engine answered each operation, and how it ended. Event loops write on sheets of their own; a flip moves
 * what they wrote into the last interval and the totals. Reading locks out the flip, never a writer.
 */
public final class Scoreboard {

    private static final int DIGITS = 3;

    private final Lines lines;
    private final InstantSource clock;
    private final List<Sheet> sheets = new CopyOnWriteArrayList<>();
    private final List<Interval.Listener> listeners = new CopyOnWriteArrayList<>();
    private final Sheet shared;
    private final @Nullable Histogram[] totals;
    private final @Nullable Histogram[] spare;
    private Interval last;

    public Scoreboard(Operations operations, InstantSource clock) {
        this.lines = new Lines(operations);
        this.clock = clock;
        this.totals = new @Nullable Histogram[lines.size()];
        this.spare = new @Nullable Histogram[lines.size()];
        this.shared = new Sheet(true, lines.size());
        sheets.add(shared);
        Instant now = clock.instant();
        this.last = new Interval(now, now, Map.of());
    }

    /** A sheet for one event loop. */
    public Sheet sheet() {
        Sheet sheet = new Sheet(false, lines.size());
        sheets.add(sheet);
        return sheet;
    }

    /** The sheet for work that ends on any thread, such as shadow calls. */
    public Sheet shared() {
        return shared;
    }

    public void onInterval(Interval.Listener listener) {
        listeners.add(listener);
    }

    /** Ends the running interval. Called every second by {@link Flipping}, and by tests. */
    public synchronized void flip() {
        Map<Line, Histogram> recorded = new LinkedHashMap<>();
        for (int index = 0; index < lines.size(); index++) {
            Histogram interval = flipped(index);
            if (interval != null) {
                recorded.put(lines.get(index), interval);
            }
        }
        last = new Interval(last.end(), clock.instant(), recorded);
        listeners.forEach(listener -> listener.accept(last));
    }

    private @Nullable Histogram flipped(int index) {
        Histogram interval = null;
        for (Sheet sheet : sheets) {
            Cell cell = sheet.cell(index);
            Histogram written = cell == null ? null : cell.flip();
            if (written == null) {
                continue;
            }
            if (interval == null) {
                interval = cleared(spare, index);
            }
            interval.add(written);
        }
        if (interval != null) {
            Histogram total = totals[index] == null ? cleared(totals, index) : totals[index];
            total.add(interval);
        }
        return interval;
    }

    private static Histogram cleared(@Nullable Histogram[] kept, int index) {
        Histogram histogram = kept[index];
        if (histogram == null) {
            histogram = new Histogram(DIGITS);
            kept[index] = histogram;
        }
        histogram.reset();
        return histogram;
    }

    /** Hands over the latencies since the start, in nanoseconds, of every line that has any. Must not keep them. */
    public synchronized void totals(BiConsumer<Line, Histogram> reader) {
        for (int index = 0; index < lines.size(); index++) {
            Histogram total = totals[index];
            if (total != null) {
                reader.accept(lines.get(index), total);
            }
        }
    }

    /** Hands over the last interval; the reader must not keep its histograms. */
    public synchronized void lastInterval(Interval.Listener reader) {
        reader.accept(last);
    }

    /** How many calls of a line ended with a gRPC status, up to this moment. */
    public interface CountReader {
        void accept(Line line, int status, long count);
    }

    /** Hands over every count that is not zero. */
    public void counts(CountReader reader) {
        for (int index = 0; index < lines.size(); index++) {
            if (!used(index)) {
                continue; // most lines never are, and the breakers ask twenty times a second
            }
            for (int status = 0; status < Cell.STATUSES; status++) {
                long count = 0;
                for (Sheet sheet : sheets) {
                    Cell cell = sheet.cell(index);
                    count += cell == null ? 0 : cell.count(status);
                }
                if (count > 0) {
                    reader.accept(lines.get(index), status, count);
                }
            }
        }
    }

    private boolean used(int index) {
        for (Sheet sheet : sheets) {
            if (sheet.cell(index) != null) {
                return true;
            }
        }
        return false;
    }

    /** One score for each operation, engine and role that was ever used, in the order of the contract. */
    public synchronized List<Score> scores() {
        List<Score> scores = new ArrayList<>();
        for (int index = 0; index < lines.size(); index += 2) {
            Histogram failed = totals[index];
            Histogram answered = totals[index + 1];
            if (failed != null || answered != null) {
                scores.add(score(lines.get(index), answered, failed));
            }
        }
        return scores;
    }

    private static Score score(Line line, @Nullable Histogram answered, @Nullable Histogram failed) {
        Histogram latencies = answered == null ? new Histogram(DIGITS) : answered;
        return new Score(
                line.operation(),
                line.engine(),
                line.role(),
                latencies.getTotalCount(),
                failed == null ? 0 : failed.getTotalCount(),
                latencies.getValueAtPercentile(50),
                latencies.getValueAtPercentile(99),
                latencies.getValueAtPercentile(99.9));
    }
}
