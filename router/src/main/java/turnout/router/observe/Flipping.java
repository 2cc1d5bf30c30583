package turnout.router.observe;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Flips a scoreboard at a fixed rate, on one thread of its own. */
public final class Flipping implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Flipping.class);

    private final Scoreboard scoreboard;
    private final ScheduledExecutorService executor;

    private Flipping(Scoreboard scoreboard, ScheduledExecutorService executor) {
        this.scoreboard = scoreboard;
        this.executor = executor;
    }

    public static Flipping start(Scoreboard scoreboard, Duration every) {
        ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("turnout-scoreboard").daemon().factory());
        Flipping flipping = new Flipping(scoreboard, executor);
        executor.scheduleAtFixedRate(flipping::flip, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
        return flipping;
    }

    /** Flips once more, so that nothing recorded before is lost. */
    @Override
    public void close() {
        executor.close();
        flip();
    }

    private void flip() {
        try {
            scoreboard.flip();
        } catch (RuntimeException e) {
            // An executor would silently stop calling.
            LOG.error("scoreboard_flip_failed", e);
        }
    }
}
