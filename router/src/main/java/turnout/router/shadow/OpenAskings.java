package turnout.router.shadow;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The askings that wait for an engine; ends those whose deadline has passed by looking at all of them every 50 ms. A
 * timer each would keep a shadow call's memory until its deadline, long after its answer: at 1,000 a second that is
 * 3 MB more for every young collection to copy, which took 6.5 ms instead of 1.2 of every caller. Any thread.
 */
final class OpenAskings implements AutoCloseable {

    private static final long EVERY_MILLIS = 50;

    private final Set<Asking> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("shadow-deadlines").daemon().factory());

    OpenAskings() {
        sweeper.scheduleWithFixedDelay(this::sweep, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void add(Asking asking) {
        open.add(asking);
    }

    void remove(Asking asking) {
        open.remove(asking);
    }

    private void sweep() {
        long now = System.nanoTime();
        for (Asking asking : open) {
            if (asking.deadlineNanos() - now <= 0) {
                asking.expire();
            }
        }
    }

    @Override
    public void close() {
        sweeper.shutdownNow();
    }
}
