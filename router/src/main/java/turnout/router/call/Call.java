package turnout.router.call;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One call of a unary operation, whole.
 *
 * @param id {@link CallId}, or none
 * @param body the request message, uncompressed
 * @param headerKey value of {@code x-turnout-key}, which wins over the key in the body
 * @param draw 0 to 9,999, made once: where a READ without a key falls
 * @param forced the engine that a tester asked for
 * @param deadlineNanos by {@link System#nanoTime()}
 * @param metadata the request's fields as a context-free header block, without grpc-timeout and x-turnout-…
 * @param loop the event loop that owns the call
 */
public record Call(
        long id,
        Operation operation,
        Body body,
        @Nullable Body headerKey,
        int draw,
        @Nullable EngineName forced,
        long deadlineNanos,
        byte[] metadata,
        Cancellation cancellation,
        Executor loop) {

    /** Time left; negative when there is none. */
    public long nanosLeft() {
        return deadlineNanos - System.nanoTime();
    }
}
