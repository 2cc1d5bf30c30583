package turnout.load;

import java.util.concurrent.locks.LockSupport;

/** The clock that a sender goes by. Used by its one thread, except {@link #nanos}, which any thread may ask. */
public interface Pace {

    /** Monotonic. */
    long nanos();

    /** Returns at {@code nanos}, or at once when it has passed. */
    void awaitUntil(long nanos);

    /** The machine's own clock. Parks, then spins for the last bit: a parked thread wakes about 60 µs late on Linux. */
    static Pace system() {
        return new Pace() {
            private static final long SPIN_NANOS = 60_000;

            @Override
            public long nanos() {
                return System.nanoTime();
            }

            @Override
            public void awaitUntil(long nanos) {
                for (long left = nanos - nanos(); left > 0; left = nanos - nanos()) {
                    if (left > SPIN_NANOS) {
                        LockSupport.parkNanos(left - SPIN_NANOS);
                    } else {
                        Thread.onSpinWait();
                    }
                }
            }
        };
    }
}
