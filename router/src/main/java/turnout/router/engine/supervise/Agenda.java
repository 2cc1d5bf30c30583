package turnout.router.engine.supervise;

import java.time.Duration;

/**
 * The time and the one thread of a supervisor. What it is given runs one at a time, in the order given, and must not
 * block on anything but a process start; what it throws is logged and ends nothing. After the end of its thread
 * everything is ignored.
 */
public interface Agenda {

    /** Runs {@code task} soon, never inside this call. */
    void soon(Runnable task);

    /** Runs {@code task} after {@code delay} unless it was called off before. */
    Appointment after(Duration delay, Runnable task);

    /** A monotonic clock that {@link #after} follows. */
    long nanoTime();

    /** One thing that stands on an agenda. */
    @FunctionalInterface
    interface Appointment {

        /** Does nothing when it has run. */
        void callOff();
    }
}
