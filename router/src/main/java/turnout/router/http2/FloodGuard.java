package turnout.router.http2;

/**
 * Counts what a hostile peer sends for free and we must answer or remember (design §5). Each counter is a window of time;
 * over its limit the connection ends with ENHANCE_YOUR_CALM.
 */
final class FloodGuard {

    private static final long SECOND = 1_000_000_000L;

    /** 200 within 30 s; only resets within 100 ms of HEADERS count: expired deadlines of older streams are healthy. */
    private static final Limit EARLY_RESETS = new Limit("early-resets", 200, 30 * SECOND);

    static final long EARLY_NANOS = SECOND / 10;

    /** 100 in 10 s with nothing of ours in between: gRPC clients probe bandwidth with one PING per DATA of ours. */
    private static final Limit PINGS = new Limit("pings", 100, 10 * SECOND);

    private static final Limit SETTINGS = new Limit("settings", 100, 10 * SECOND);

    /** DATA without bytes and without END_STREAM. */
    private static final Limit EMPTY_DATA = new Limit("empty-data", 1_000, 10 * SECOND);

    private final Window resets = new Window(EARLY_RESETS);
    private final Window pings = new Window(PINGS);
    private final Window settings = new Window(SETTINGS);
    private final Window emptyData = new Window(EMPTY_DATA);

    void earlyReset() throws ConnectionError {
        resets.count();
    }

    void ping() throws ConnectionError {
        pings.count();
    }

    /** We sent HEADERS, DATA or WINDOW_UPDATE: a PING after it is a probe. */
    void sentSomething() {
        pings.counted = 0;
    }

    void settings() throws ConnectionError {
        settings.count();
    }

    void emptyData() throws ConnectionError {
        emptyData.count();
    }

    private record Limit(String name, int count, long nanos) {}

    private static final class Window {
        private final Limit limit;
        private long since;
        private int counted;

        Window(Limit limit) {
            this.limit = limit;
        }

        void count() throws ConnectionError {
            long now = System.nanoTime();
            if (counted == 0 || now - since > limit.nanos) {
                since = now;
                counted = 0;
            }
            if (++counted > limit.count) {
                throw new ConnectionError(ErrorCode.ENHANCE_YOUR_CALM, limit.name);
            }
        }
    }
}
