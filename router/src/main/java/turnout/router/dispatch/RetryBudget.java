package turnout.router.dispatch;

/**
 * How many calls may be sent twice: a share of all, and a few a second for services that have little to do. Without it a
 * failing NATIVE would send its whole load to PYTHON at once. Owned by one event loop.
 */
final class RetryBudget {

    /** What may be saved up: a burst of failures after quiet is what it is for. */
    private static final int SAVED_SECONDS = 10;

    private static final int SAVED_CALLS = 100;

    private final double perCall;
    private final double perSecond;
    private final double most;
    private double left;
    private long filledNanos;

    /**
     * @param perCall fallbacks earned by each call, 0.2 for 20 %
     * @param perSecond fallbacks earned by each second
     */
    RetryBudget(double perCall, double perSecond, long nowNanos) {
        this.perCall = perCall;
        this.perSecond = perSecond;
        this.most = SAVED_SECONDS * perSecond + SAVED_CALLS * perCall;
        this.left = SAVED_SECONDS * perSecond;
        this.filledNanos = nowNanos;
    }

    /** A call that may need it has begun. */
    void earn() {
        left = Math.min(most, left + perCall);
    }

    /** Takes one; false when there is none. */
    boolean take(long nowNanos) {
        left = Math.min(most, left + perSecond * (nowNanos - filledNanos) / 1e9);
        filledNanos = nowNanos;
        if (left < 1) {
            return false;
        }
        left--;
        return true;
    }
}
