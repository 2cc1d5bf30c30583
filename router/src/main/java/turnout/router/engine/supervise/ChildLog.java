package turnout.router.engine.supervise;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * Takes what children print into our log, so many lines a second for each child, the rest counted: a child's lines may
 * follow what callers send it. Any thread.
 */
public final class ChildLog {

    /** A start or a stack trace fits into it; ten workers at the limit are 500 lines a second. */
    private static final int LINES_PER_SECOND = 50;

    private final Consumer<String> sink;
    private final int linesPerSecond;
    private final LongSupplier nanoTime;
    private final LongAdder dropped = new LongAdder();

    ChildLog(Consumer<String> sink, int linesPerSecond, LongSupplier nanoTime) {
        this.sink = sink;
        this.linesPerSecond = linesPerSecond;
        this.nanoTime = nanoTime;
    }

    /** Into the gateway's own log at INFO. */
    public static ChildLog create() {
        return new ChildLog(LoggerFactory.getLogger(ChildLog.class)::info, LINES_PER_SECOND, System::nanoTime);
    }

    /** Lines of all children that were not written. */
    public long dropped() {
        return dropped.sum();
    }

    /** @param label {@code key=value} that stands before each line */
    Source source(String label) {
        return new Source(label);
    }

    /** One child's share of the log. */
    final class Source {

        private final String label;
        private long windowStart = nanoTime.getAsLong();
        private int inWindow;
        private long droppedInWindow;
        private String last = "";

        private Source(String label) {
            this.label = label;
        }

        synchronized void write(String line) {
            if (!line.isBlank()) {
                last = line;
            }
            long now = nanoTime.getAsLong();
            if (now - windowStart >= TimeUnit.SECONDS.toNanos(1)) {
                windowStart = now;
                inWindow = 0;
                reportDropped();
            }
            if (inWindow == linesPerSecond) {
                droppedInWindow++;
                dropped.increment();
                return;
            }
            inWindow++;
            sink.accept(label + " " + line);
        }

        /** To be called when the child has closed its output. */
        synchronized void end() {
            reportDropped();
        }

        /** The last line that was not blank, written or not; empty before the first. After a crash it says why. */
        synchronized String last() {
            return last;
        }

        private void reportDropped() {
            if (droppedInWindow > 0) {
                sink.accept(label + " event=log-lines-dropped lines=" + droppedInWindow);
                droppedInWindow = 0;
            }
        }
    }
}
