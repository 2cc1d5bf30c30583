package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.Slice;

/**
 * The keys of a tapscript of one key, or of a multi_a (BIP387).
 *
 * @param keys x only, in the order of the script
 * @param required signatures
 */
record TapScriptKeys(List<Slice> keys, int required) {

    private static final int CHECKSIG = 0xac;
    private static final int CHECKSIGADD = 0xba;
    private static final int NUMEQUAL = 0x9c;
    private static final int MAX_KEYS = 999;
    private static final int STEP = 34;

    /** Empty for every other script. */
    static Optional<TapScriptKeys> of(Slice script) {
        if (!isKeyWith(script, 0, CHECKSIG)) {
            return Optional.empty();
        }
        List<Slice> keys = new ArrayList<>();
        keys.add(script.slice(1, 32));
        int at = STEP;
        if (at == script.length()) {
            return Optional.of(new TapScriptKeys(keys, 1));
        }
        while (isKeyWith(script, at, CHECKSIGADD)) {
            keys.add(script.slice(at + 1, 32));
            at += STEP;
        }
        int required = required(script, at);
        return required >= 1 && required <= keys.size() && keys.size() <= MAX_KEYS
                ? Optional.of(new TapScriptKeys(keys, required))
                : Optional.empty();
    }

    private static boolean isKeyWith(Slice script, int at, int opcode) {
        return at + STEP <= script.length() && script.at(at) == 32 && script.at(at + 33) == opcode;
    }

    /** The number of {@code <number> OP_NUMEQUAL}, in its shortest form; 0 where the script goes on differently. */
    private static int required(Slice script, int at) {
        ScriptCursor cursor = new ScriptCursor(script, at);
        if (!cursor.next()) {
            return 0;
        }
        int number = number(cursor);
        boolean ends = cursor.next() && cursor.opcode() == NUMEQUAL && cursor.position() == script.length();
        return ends ? number : 0;
    }

    private static int number(ScriptCursor cursor) {
        if (cursor.opcode() >= 0x51 && cursor.opcode() <= 0x60) {
            return cursor.opcode() - 0x50;
        }
        if (!cursor.isPush() || cursor.opcode() != cursor.dataLength()) {
            return 0;
        }
        Slice data = cursor.data();
        if (data.length() == 1) {
            return data.at(0) > 16 && data.at(0) < 0x80 ? data.at(0) : 0;
        }
        if (data.length() != 2 || data.at(1) >= 0x80) {
            return 0;
        }
        int number = data.at(0) | data.at(1) << 8;
        return number >= 0x80 ? number : 0;
    }
}
