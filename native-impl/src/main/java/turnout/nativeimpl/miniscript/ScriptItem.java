package turnout.nativeimpl.miniscript;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.Slice;

/**
 * An operation of a script with the VERIFY forms taken apart.
 *
 * @param data what a push pushes, empty for OP_0 and all others
 */
record ScriptItem(int opcode, Slice data) {

    private static final int OP_PUSHDATA4 = 0x4e;
    private static final Slice NOTHING = Slice.of(new byte[0]);

    /** A script's operations, the last first; refused are truncated and longer pushes than needed, and VERIFY apart. */
    static List<ScriptItem> reversed(Slice script) throws NotMiniscript {
        List<ScriptItem> items = new ArrayList<>();
        ScriptCursor cursor = new ScriptCursor(script);
        while (!cursor.atEnd()) {
            if (!cursor.next() || (cursor.isPush() && !cursor.isMinimalPush())) {
                throw new NotMiniscript();
            }
            int opcode = cursor.opcode();
            int plain = switch (opcode) {
                case Operations.CHECKSIGVERIFY -> Operations.CHECKSIG;
                case Operations.CHECKMULTISIGVERIFY -> Operations.CHECKMULTISIG;
                case Operations.EQUALVERIFY -> Operations.EQUAL;
                case Operations.NUMEQUALVERIFY -> Operations.NUMEQUAL;
                default -> opcode;
            };
            if (plain != opcode) {
                items.add(new ScriptItem(plain, NOTHING));
                items.add(new ScriptItem(Operations.VERIFY, NOTHING));
            } else if (opcode == Operations.VERIFY
                    && !items.isEmpty()
                    && items.getLast().hasVerifyForm()) {
                throw new NotMiniscript();
            } else {
                items.add(new ScriptItem(opcode, cursor.isPush() ? cursor.data() : NOTHING));
            }
        }
        Collections.reverse(items);
        return items;
    }

    private boolean hasVerifyForm() {
        return switch (opcode) {
            case Operations.CHECKSIG, Operations.CHECKMULTISIG, Operations.EQUAL, Operations.NUMEQUAL -> true;
            default -> false;
        };
    }

    /** The number that it pushes in its shortest form, of at most 4 bytes; -1 for none and for negative ones. */
    long number() {
        if (opcode == 0) {
            return 0;
        }
        if (opcode >= Operations.ONE && opcode < Operations.ONE + 16) {
            return opcode - Operations.ONE + 1;
        }
        int length = data.length();
        if (opcode > OP_PUSHDATA4 || length > 4) {
            return -1;
        }
        int last = data.at(length - 1);
        boolean shortest = (last & 0x7f) != 0 || (length > 1 && (data.at(length - 2) & 0x80) != 0);
        if (!shortest || (last & 0x80) != 0) {
            return -1;
        }
        long number = 0;
        for (int i = 0; i < length; i++) {
            number |= (long) data.at(i) << (8 * i);
        }
        return number;
    }
}
