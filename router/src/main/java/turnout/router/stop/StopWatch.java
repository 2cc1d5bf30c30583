package turnout.router.stop;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two threads: one that only looks whether the file was renamed, so that no slow disk keeps it from seeing it, and one
 * that writes.
 */
final class StopWatch {

    private static final Logger LOG = LoggerFactory.getLogger(StopWatch.class);

    /** A quarter of the 100 ms that a stop may take; a look costs some microseconds. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(25);

    /** Soon enough for a disk that has room again, and nothing when idle. */
    private static final Duration WRITE_EVERY = Duration.ofSeconds(1);

    private final Thread looking;
    private final Thread writing;
    private volatile boolean closed;

    private StopWatch(Runnable look, Runnable write) {
        this.looking = thread("turnout-stop", look, LOOK_EVERY);
        this.writing = thread("turnout-stop-disk", write, WRITE_EVERY);
    }

    static StopWatch start(Runnable look, Runnable write) {
        var watch = new StopWatch(look, write);
        watch.looking.start();
        watch.writing.start();
        return watch;
    }

    void wakeWriter() {
        LockSupport.unpark(writing);
    }

    void close() {
        closed = true;
        LockSupport.unpark(looking);
        LockSupport.unpark(writing);
    }

    private Thread thread(String name, Runnable work, Duration every) {
        return Thread.ofPlatform().name(name).daemon().unstarted(() -> {
            while (!closed) {
                try {
                    work.run();
                } catch (RuntimeException ours) { // a bug there must not be the end of looking
                    LOG.error("event=stop-watch-failed thread={}", name, ours);
                }
                LockSupport.parkNanos(this, every.toNanos());
            }
        });
    }
}
