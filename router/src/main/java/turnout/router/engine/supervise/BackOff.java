package turnout.router.engine.supervise;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Pauses that double from {@code min} to {@code max}. Each is shortened by up to half at random, so that workers that
 * died together do not start together.
 */
record BackOff(Duration min, Duration max, RandomGenerator random) {

    /** Beyond it every sensible minimum has passed every sensible maximum, and the factor still fits a long. */
    private static final int MOST_DOUBLINGS = 30;

    /** @param failures in a row, at least 1 */
    Duration pause(int failures) {
        long factor = 1L << Math.min(failures - 1, MOST_DOUBLINGS);
        boolean reached = min.toNanos() > max.toNanos() / factor;
        long whole = reached ? max.toNanos() : min.toNanos() * factor;
        return Duration.ofNanos(whole / 2 + random.nextLong(whole / 2 + 1));
    }
}
