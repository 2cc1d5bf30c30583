package turnout.router.console;

import java.util.Optional;
import turnout.rollout.flags.FlagRefused;

/**
 * Somebody whose token was right.
 *
 * @param name as the audit log has it
 * @param token the entry of the tokens' file that let them in; empty for the first administrator's token
 */
record Person(String name, AccessRole role, Optional<TokenEntry> token) {

    /** @throws FlagRefused with the role that it takes */
    void require(AccessRole needed) throws FlagRefused {
        if (!role.covers(needed)) {
            throw new FlagRefused(
                    FlagRefused.Kind.ROLE,
                    "This needs the role " + needed.text() + "; " + name + " is " + role.text() + ".");
        }
    }
}
