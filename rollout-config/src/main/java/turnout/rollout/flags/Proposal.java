package turnout.rollout.flags;

import java.util.Optional;

/**
 * A change that the rules allow, not yet made.
 *
 * @param event empty when there is nothing to change
 * @param lowers it gives NATIVE nothing more: it takes effect before it is written anywhere
 */
record Proposal(Flags before, Flags after, Optional<AuditEvent> event, boolean lowers) {

    /** Proposes anew on whatever is in force by then. */
    interface Proposer {
        Proposal on(Flags inForce) throws FlagRefused;
    }

    static Proposal nothing(Flags inForce) {
        return new Proposal(inForce, inForce, Optional.empty(), true);
    }
}
