package turnout.router.journal;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.compare.ComparedReply;
import turnout.router.compare.Comparison;
import turnout.router.compare.Outcome;

/**
 * Two confirmed answers to one call that do not agree, or two that differ in noise alone. The arrays belong to the journal from here on. Metadata is not among
 * it, because callers' credentials are.
 *
 * @param request the message, uncompressed
 * @param served what the caller got
 * @param servedBy the engine that the caller got it from
 * @param comparison of {@code served} with {@code other}; without noise, unless it is all noise
 * @param flagRev of the component's flags when it was called
 * @param callId the gateway's; empty where there is none
 * @param headerKey of {@code x-turnout-key}; empty where there was none, then the key is read from the request
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by value nowhere.
public record Mismatch(
        Operation operation,
        Instant time,
        byte[] request,
        ComparedReply served,
        ComparedReply other,
        EngineName servedBy,
        Comparison comparison,
        long flagRev,
        String callId,
        String headerKey) {

    boolean noise() {
        return comparison.outcome() == Outcome.NOISE;
    }

    /** Whether a caller got it from NATIVE, and must be told. */
    boolean wronglyServed() {
        return servedBy == EngineName.NATIVE && comparison.diverged();
    }

    /** By what it is gathered: at most one key a field, never none. */
    Set<ClusterKey> keys() {
        Set<ClusterKey> keys = new LinkedHashSet<>();
        comparison
                .differences()
                .forEach(difference -> keys.add(new ClusterKey(
                        operation.name(), difference.pattern(), noise() ? ClusterKey.NOISE : difference.kind())));
        return keys.isEmpty() ? Set.of(ClusterKey.beyond(operation.name())) : keys;
    }

    /** What it holds on the heap, about. */
    long bytes() {
        return (long) request.length + bytes(served) + bytes(other);
    }

    private static long bytes(ComparedReply reply) {
        return (long) reply.body().length + reply.details().length;
    }
}
