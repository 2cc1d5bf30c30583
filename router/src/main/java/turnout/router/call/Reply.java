package turnout.router.call;

import org.jspecify.annotations.Nullable;

/** What an engine made of a call. Blocks are context-free header blocks (RFC 7541 without tables), whole. */
public sealed interface Reply {

    /**
     * Status OK.
     *
     * @param headers response headers, {@code :status} first
     * @param compressed whether the body is compressed as grpc-encoding in the headers says
     * @param trailers with grpc-status
     */
    record Answer(byte[] headers, Body body, boolean compressed, byte[] trailers) implements Reply {}

    /**
     * Any other status.
     *
     * @param headers null when the trailers are all there is (gRPC's "trailers-only")
     * @param trailers with grpc-status; with {@code :status} when they are all there is
     * @param status gRPC's number
     */
    record Failure(int status, byte @Nullable [] headers, byte[] trailers, Fault fault) implements Reply {}

    /** Whose fault a failure is. */
    enum Fault {
        /** The request is to blame, or the world it asks about: an answer, not a defect. */
        CALLER,
        /** The engine, or the way to it. */
        ENGINE,
        /** The engine had no place for the call: nothing of it has run. */
        NOT_BEGUN
    }

    /** By gRPC's statuses: those that a correct engine gives only when it is itself in trouble. */
    static Fault fault(int status) {
        return switch (status) {
            // UNKNOWN, DEADLINE_EXCEEDED, UNIMPLEMENTED, INTERNAL, UNAVAILABLE, DATA_LOSS
            case 2, 4, 12, 13, 14, 15 -> Fault.ENGINE;
            default -> Fault.CALLER;
        };
    }
}
