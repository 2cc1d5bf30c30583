package turnout.router.compare;

/**
 * What one comparison may still do. Finding partners in unordered lists with tolerances is quadratic in a group's size,
 * and a thread of the pool must not be lost to a reply that was made for it. One comparison's thread owns it.
 */
final class Effort {

    /** Pairs of messages: ten times what the largest bodies hold, a second or two of one core. */
    private static final int MOST_PAIRS = 2_000_000;

    private int left = MOST_PAIRS;

    /** Ends a comparison that takes too long. */
    static final class SpentException extends RuntimeException {

        SpentException() {
            super("more than " + MOST_PAIRS + " pairs of messages", null, false, false);
        }
    }

    void spend() {
        if (--left < 0) {
            throw new SpentException();
        }
    }
}
