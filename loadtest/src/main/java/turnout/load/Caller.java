package turnout.load;

import io.grpc.Status;

/** Sends calls. */
@FunctionalInterface
public interface Caller {

    /**
     * Sends one call and returns at once, never throws. {@code done} is told the status exactly once, on any thread.
     *
     * @param arm which side of the comparison it belongs to
     * @param number of the call within its arm, from 0
     */
    void call(int arm, long number, Done done);

    /** Where a call's end is told. */
    @FunctionalInterface
    interface Done {
        void ended(Status.Code status);
    }
}
