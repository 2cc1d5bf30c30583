package turnout.router.wire;

import org.jspecify.annotations.Nullable;
import turnout.router.call.Operation;
import turnout.router.engine.NativeMethod;

/**
 * What the gateway knows of one path.
 *
 * @param name {@code package.Service/Method}
 * @param operation null for a method of the gateway's own
 * @param service the implementation in this process of a method of the gateway's own, or NATIVE's of a streaming
 *     operation; null for a unary operation, which the dispatcher hands to its engine
 */
record Method(
        String name,
        @Nullable Operation operation,
        @Nullable NativeMethod<?, ?> service) {}
