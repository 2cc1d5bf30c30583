package turnout.load;

/** Time that passes only when somebody waits for it, or says so. */
final class ManualPace implements Pace {

    private long now;

    void pass(long nanos) {
        now += nanos;
    }

    @Override
    public long nanos() {
        return now;
    }

    @Override
    public void awaitUntil(long nanos) {
        now = Math.max(now, nanos);
    }
}
