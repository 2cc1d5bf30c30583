package turnout.load.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import turnout.load.Pace;

/**
 * Sends calls at a fixed rate, whatever becomes of them; latency counts from the planned time. Calls take turns on the
 * connections, so that a call's planned time follows from its number and nothing is kept for it.
 *
 * <p>Two threads: one starts and reads, the other only wakes it when a call is due, because no selector waits for parts
 * of a millisecond.
 */
final class PacedLoop {

    private final List<LoopConnection> connections = new ArrayList<>();
    private final Histogram latencies = new Histogram(3);
    private final Pace pace;
    private final Selector selector;
    private final Plan plan;
    private final long startNanos;
    private volatile long due;
    private volatile boolean over;
    private long completed;

    private PacedLoop(Pace pace, Selector selector, Plan plan) {
        this.pace = pace;
        this.selector = selector;
        this.plan = plan;
        // The connections are settled by then.
        this.startNanos = pace.nanos() + TimeUnit.MILLISECONDS.toNanos(100);
    }

    /**
     * @param rate calls a second
     * @param warmNanos from the start, not recorded
     * @param nanos recorded after it
     */
    record Plan(int connections, double rate, long warmNanos, long nanos) {
        long calls() {
            return Math.round((warmNanos + nanos) / 1e9 * rate);
        }

        long offsetNanos(long call) {
            return Math.round(call * 1e9 / rate);
        }
    }

    /** Microseconds from the planned time to the end of the reply. */
    record Latencies(long calls, double p50Micros, double p99Micros, double p999Micros, double mostMicros) {}

    /** @throws IOException when a call fails, or the peer stops answering */
    static Latencies run(LoopConnection.Opening opening, Plan plan, Pace pace) throws IOException {
        try (Selector selector = Selector.open()) {
            return new PacedLoop(pace, selector, plan).run(opening);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private Latencies run(LoopConnection.Opening opening) throws IOException {
        try {
            for (int i = 0; i < plan.connections(); i++) {
                LoopConnection connection = opening.open();
                connections.add(connection);
                connection.register(selector);
            }
            Thread.ofPlatform().daemon().name("pace").start(this::wake);
            advance();
        } finally {
            over = true;
            for (LoopConnection connection : connections) {
                connection.close();
            }
        }
        return new Latencies(
                latencies.getTotalCount(),
                latencies.getValueAtPercentile(50) / 1e3,
                latencies.getValueAtPercentile(99) / 1e3,
                latencies.getValueAtPercentile(99.9) / 1e3,
                latencies.getMaxValue() / 1e3);
    }

    private void wake() {
        for (long call = 0; call < plan.calls() && !over; call++) {
            pace.awaitUntil(startNanos + plan.offsetNanos(call));
            due = call + 1;
            selector.wakeup();
        }
    }

    private void advance() throws IOException {
        long started = 0;
        long patience = TimeUnit.MILLISECONDS.toNanos(ClosedLoop.PATIENCE_MILLIS);
        long progress = pace.nanos();
        while (completed < plan.calls()) {
            long before = completed;
            selector.select(key -> read((LoopConnection) key.attachment()), ClosedLoop.PATIENCE_MILLIS);
            for (; started < due; started++) {
                connections.get((int) (started % plan.connections())).start(1);
            }
            if (completed > before) {
                progress = pace.nanos();
            } else if (pace.nanos() - progress > patience) {
                throw new IOException(
                        "no answer for " + ClosedLoop.PATIENCE_MILLIS + " ms after " + completed + " calls");
            }
        }
    }

    private void read(LoopConnection connection) {
        int place = connections.indexOf(connection);
        try {
            connection.read(number -> ended(number * plan.connections() + place));
            // What waited for the peer's settings.
            connection.start(0);
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    private void ended(long call) {
        completed++;
        long planned = plan.offsetNanos(call);
        if (planned >= plan.warmNanos()) {
            latencies.recordValue(Math.max(0, pace.nanos() - startNanos - planned));
        }
    }
}
