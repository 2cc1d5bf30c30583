package turnout.nativeimpl.miniscript;

import java.util.Optional;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.Slice;

/** Says which sane miniscript a witness script is. */
public final class Miniscript {

    // Core's MAX_STANDARD_P2WSH_SCRIPT_SIZE and MAX_OPS_PER_SCRIPT.
    private static final int MAX_SCRIPT = 3_600;
    private static final int MAX_OPERATIONS = 201;
    private static final int OP_16 = 0x60;

    private Miniscript() {}

    /** The expression's text, where the script is one that Core calls sane; keys may be no points, as in Core. */
    public static Optional<String> of(Slice witnessScript) {
        if (witnessScript.length() > MAX_SCRIPT) {
            return Optional.empty();
        }
        int operations = operations(witnessScript);
        if (operations > MAX_OPERATIONS) {
            return Optional.empty();
        }
        try {
            Expression expression = Decoder.decode(witnessScript);
            return expression.isSane(operations) ? Optional.of(expression.text()) : Optional.empty();
        } catch (NotMiniscript e) {
            return Optional.empty();
        }
    }

    private static int operations(Slice script) {
        ScriptCursor cursor = new ScriptCursor(script);
        int operations = 0;
        while (cursor.next()) {
            operations += cursor.opcode() > OP_16 ? 1 : 0;
        }
        return operations;
    }
}
