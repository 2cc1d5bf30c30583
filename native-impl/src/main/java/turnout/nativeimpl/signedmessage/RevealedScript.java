package turnout.nativeimpl.signedmessage;

import java.util.List;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.Slice;

/**
 * The script that a witness reveals, where Core's CONST_SCRIPTCODE does not look: BIP322 forbids CODESEPARATOR in every
 * script. Only asked of inputs whose scripts succeed.
 */
final class RevealedScript {

    private static final int OP_CODESEPARATOR = 0xab;
    private static final int ANNEX = 0x50;
    private static final int TAPSCRIPT = 0xc0;

    private RevealedScript() {}

    static boolean hasCodeSeparator(Slice scriptPubKey, RawInput input) {
        Slice script = of(scriptPubKey, input);
        if (script == null) {
            return false;
        }
        ScriptCursor cursor = new ScriptCursor(script);
        while (cursor.next()) {
            if (cursor.opcode() == OP_CODESEPARATOR) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Slice of(Slice scriptPubKey, RawInput input) {
        List<Slice> witness = input.witness();
        if (witness.isEmpty()) {
            return null;
        }
        if (isProgram(scriptPubKey, 0x51)) {
            return tapscript(witness);
        }
        // In P2SH the scriptSig is one push of the program.
        Slice scriptSig = input.scriptSig();
        boolean isNested = scriptSig.length() == 35 && scriptSig.at(0) == 34 && isProgram(scriptSig.slice(1, 34), 0);
        return isProgram(scriptPubKey, 0) || isNested ? witness.getLast() : null;
    }

    private static @Nullable Slice tapscript(List<Slice> witness) {
        Slice last = witness.getLast();
        boolean hasAnnex = witness.size() >= 2 && !last.isEmpty() && last.at(0) == ANNEX;
        int size = hasAnnex ? witness.size() - 1 : witness.size();
        if (size < 2) {
            return null;
        }
        Slice control = witness.get(size - 1);
        return (control.at(0) & 0xfe) == TAPSCRIPT ? witness.get(size - 2) : null;
    }

    private static boolean isProgram(Slice script, int version) {
        return script.length() == 34 && script.at(0) == version && script.at(1) == 32;
    }
}
