package turnout.router.dispatch;

/**
 * How calls of one component ended in one engine.
 *
 * @param failed by the engine's own fault
 */
record Evidence(long answered, long failed) {

    static final Evidence NONE = new Evidence(0, 0);

    Evidence plus(Evidence other) {
        return new Evidence(answered + other.answered, failed + other.failed);
    }

    Evidence minus(Evidence other) {
        return new Evidence(answered - other.answered, failed - other.failed);
    }

    long calls() {
        return answered + failed;
    }

    /** Whether there are enough failures, and a large enough part of all. */
    boolean bad(BreakerRules rules) {
        return failed >= rules.leastFailures() && failed >= rules.failedShare() * calls();
    }
}
