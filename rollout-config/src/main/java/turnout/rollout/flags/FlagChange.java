package turnout.rollout.flags;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A wish to change one component. What is empty stays as it is.
 *
 * @param expectedRev the rev that the change was decided on; empty means whatever is in force
 * @param actor who asks
 * @param reason why, for the audit log; never blank
 * @param override lets the share grow by more than the ladder's next step
 */
public record FlagChange(
        String component,
        Optional<Share> percent,
        Optional<Share> shadow,
        Optional<Set<String>> except,
        OptionalLong expectedRev,
        String actor,
        String reason,
        boolean override) {

    public FlagChange {
        except = except.map(Set::copyOf);
    }

    /** Sets the share of NATIVE and leaves the rest. */
    public static FlagChange percent(String component, Share percent, String actor, String reason) {
        return new FlagChange(
                component,
                Optional.of(percent),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                actor,
                reason,
                false);
    }

    /** The same wish, with the larger step asked for by name. */
    public FlagChange overriding() {
        return new FlagChange(component, percent, shadow, except, expectedRev, actor, reason, true);
    }

    /** The same wish, only if {@code rev} is still in force. */
    public FlagChange expecting(long rev) {
        return new FlagChange(component, percent, shadow, except, OptionalLong.of(rev), actor, reason, override);
    }
}
