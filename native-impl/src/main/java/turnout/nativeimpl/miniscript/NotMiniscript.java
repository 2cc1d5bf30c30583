package turnout.nativeimpl.miniscript;

import java.io.Serial;

/** The script is no expression. */
final class NotMiniscript extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    NotMiniscript() {
        super("not a miniscript", null, false, false);
    }
}
