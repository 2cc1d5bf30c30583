package turnout.router.stop;

import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagRefused.Kind;
import turnout.rollout.flags.FlagStore;
import turnout.rollout.flags.Share;

/** What must be so before a component is started again. */
final class StopRules {

    private StopRules() {}

    /** @throws FlagRefused with the sentence to show */
    static void startable(String component, boolean override, StopState now, FlagStore flags) throws FlagRefused {
        if (!flags.components().contains(component)) {
            throw new FlagRefused(
                    Kind.UNKNOWN_COMPONENT,
                    "There is no such component; there are " + String.join(", ", flags.components()) + ".");
        }
        if (now.stopped()) {
            throw new FlagRefused(Kind.NOT_NOW, "There is an emergency stop; an administrator lifts it first.");
        }
        if (!now.held().contains(component)) {
            throw new FlagRefused(Kind.NOT_NOW, component + " is not held.");
        }
        Share share = flags.current().of(component).percent();
        if (!override && !flags.ladder().allows(Share.NONE, share)) {
            throw new FlagRefused(
                    Kind.STEP_TOO_LARGE,
                    component + " would go from 0 to " + share + " at once, and the first step is at most "
                            + flags.ladder().next(Share.NONE) + "; set it lower first, or use the override.");
        }
    }
}
