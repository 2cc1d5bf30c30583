package turnout.router.observe;

import turnout.router.call.EngineName;
import turnout.router.call.Role;

/**
 * How one engine did at one operation since the start, as of the last flip.
 *
 * @param operation full name, or {@link Line#RELAYED}
 * @param failed calls that the engine failed by its own fault; not among the answered, nor in the percentiles
 */
public record Score(
        String operation,
        EngineName engine,
        Role role,
        long answered,
        long failed,
        long p50Nanos,
        long p99Nanos,
        long p999Nanos) {}
