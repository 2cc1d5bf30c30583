package turnout.router.dispatch;

import java.time.Duration;
import java.util.Optional;
import turnout.rollout.flags.Share;

/**
 * When a component's NATIVE is taken off its share, and how it comes back.
 *
 * @param failedShare of the calls in the window, 0 to 1, from which NATIVE is bad
 * @param leastFailures fewer say nothing
 * @param coolDown from open to the first trickle; doubles up to {@code longestCoolDown} while the trickle fails
 * @param trickle the share that is tried while half open
 * @param evidence calls that must be answered while half open before it closes
 * @param slowAfter a call of NATIVE that took longer counts as failed; empty: none does
 */
public record BreakerRules(
        double failedShare,
        int leastFailures,
        Duration coolDown,
        Duration longestCoolDown,
        Share trickle,
        int evidence,
        Optional<Duration> slowAfter) {}
