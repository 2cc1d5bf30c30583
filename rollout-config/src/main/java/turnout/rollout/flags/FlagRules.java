package turnout.rollout.flags;

import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import turnout.rollout.flags.FlagRefused.Kind;

/** What a change must satisfy, and the sentence that is said where it does not. Immutable. */
final class FlagRules {

    /** No control, format or unassigned characters: a reason is shown on terminals, pages and in logs. */
    private static final Pattern REASON = Pattern.compile("\\P{C}{1,300}");

    private static final Pattern ACTOR = Pattern.compile("[\\P{C}&&[^\"<>&]]{1,64}");
    private static final Pattern OPERATION =
            Pattern.compile("[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z_][A-Za-z0-9_]*)*/[A-Za-z_][A-Za-z0-9_]*");

    private final Map<String, ? extends Set<String>> operations;
    private final Ladder ladder;

    /** @param operations by component; an empty set means that they are not known and any name will do */
    FlagRules(Map<String, ? extends Set<String>> operations, Ladder ladder) {
        this.operations = Map.copyOf(operations);
        this.ladder = ladder;
    }

    SortedSet<String> components() {
        return new TreeSet<>(operations.keySet());
    }

    /** @return the component after the change */
    ComponentFlags apply(FlagChange change, Flags flags) throws FlagRefused {
        if (!operations.containsKey(change.component())) {
            throw new FlagRefused(
                    Kind.UNKNOWN_COMPONENT,
                    "There is no component \"" + Sentences.quotable(change.component()) + "\"; there are "
                            + String.join(", ", components()) + ".");
        }
        ComponentFlags before = flags.of(change.component());
        if (change.expectedRev().isPresent()) {
            checkRev(change.component(), change.expectedRev().getAsLong(), before.rev());
        }
        Set<String> except = change.except().orElse(before.except());
        checkExcept(change.component(), except);
        Share percent = change.percent().orElse(before.percent());
        if (!change.override() && !ladder.allows(before.percent(), percent)) {
            throw new FlagRefused(
                    Kind.STEP_TOO_LARGE,
                    "From " + before.percent() + " the next step of " + change.component() + " is at most "
                            + ladder.next(before.percent()) + "; " + percent + " needs the override.");
        }
        return new ComponentFlags(
                change.component(),
                percent,
                change.shadow().orElse(before.shadow()),
                except,
                before.rev() + 1,
                reason(change.reason()));
    }

    static String actor(String actor) throws FlagRefused {
        if (!ACTOR.matcher(actor.strip()).matches()) {
            throw new FlagRefused(Kind.INVALID, "A change needs an actor: 1 to 64 printable characters.");
        }
        return actor.strip();
    }

    static String reason(String reason) throws FlagRefused {
        if (reason.isBlank()) {
            throw new FlagRefused(Kind.INVALID, "A change needs a reason: say in a few words why it is made.");
        }
        if (!REASON.matcher(reason.strip()).matches()) {
            throw new FlagRefused(Kind.INVALID, "A reason is one line of at most 300 printable characters.");
        }
        return reason.strip();
    }

    static void checkRev(String what, long expected, long inForce) throws FlagRefused {
        if (expected != inForce) {
            throw new FlagRefused(
                    Kind.STALE_REV,
                    "Somebody changed " + what + " since: it stands at rev " + inForce
                            + ", and this change was decided on rev " + expected + ". Look again.");
        }
    }

    /** Whether anything of the change gives NATIVE more calls than before. */
    static boolean raises(ComponentFlags before, ComponentFlags after) {
        return after.percent().compareTo(before.percent()) > 0
                || after.shadow().compareTo(before.shadow()) > 0
                || !after.except().containsAll(before.except());
    }

    /** Whether the change only takes calls from NATIVE. */
    static boolean lowers(ComponentFlags before, ComponentFlags after) {
        return !raises(before, after)
                && (after.percent().compareTo(before.percent()) < 0
                        || after.shadow().compareTo(before.shadow()) < 0
                        || !before.except().containsAll(after.except()));
    }

    private void checkExcept(String component, Set<String> except) throws FlagRefused {
        Set<String> known = operations.get(component);
        for (String operation : except) {
            if (!OPERATION.matcher(operation).matches()) {
                throw new FlagRefused(
                        Kind.INVALID,
                        "\"" + Sentences.quotable(operation)
                                + "\" is not an operation's name: expected package.Service/Method.");
            }
            if (known != null && !known.isEmpty() && !known.contains(operation)) {
                throw new FlagRefused(
                        Kind.INVALID,
                        operation + " is not an operation of " + component + "; those are "
                                + String.join(", ", new TreeSet<>(known)) + ".");
            }
        }
    }
}
