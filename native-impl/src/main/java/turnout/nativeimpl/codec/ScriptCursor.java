package turnout.nativeimpl.codec;

/** Walks a script operation by operation, as Core's GetScriptOp. Mutable; one cursor belongs to one thread. */
public final class ScriptCursor {

    /** Core's MAX_SCRIPT_SIZE, bytes. */
    public static final int MAX_SCRIPT_SIZE = 10_000;

    /** Core's MAX_SCRIPT_ELEMENT_SIZE, bytes. */
    private static final int MAX_ELEMENT_SIZE = 520;

    private static final int OP_PUSHDATA1 = 0x4c;
    private static final int OP_PUSHDATA2 = 0x4d;
    private static final int OP_PUSHDATA4 = 0x4e;
    private static final int OP_RETURN = 0x6a;
    private static final int OP_16 = 0x60;
    // Core's MAX_OPCODE, OP_NOP10.
    private static final int MAX_OPCODE = 0xb9;

    private final Slice script;
    private int at;
    private int opcode;
    private int dataOffset;
    private int dataLength;

    public ScriptCursor(Slice script) {
        this(script, 0);
    }

    public ScriptCursor(Slice script, int from) {
        this.script = script;
        this.at = from;
    }

    public boolean atEnd() {
        return at >= script.length();
    }

    public int position() {
        return at;
    }

    /** Moves over one operation; false when there is none, or a push runs over the end. */
    public boolean next() {
        dataLength = 0;
        dataOffset = at;
        if (atEnd()) {
            return false;
        }
        opcode = script.at(at++);
        if (opcode > OP_PUSHDATA4) {
            return true;
        }
        long length = opcode;
        if (opcode >= OP_PUSHDATA1) {
            int width = 1 << (opcode - OP_PUSHDATA1);
            if (script.length() - at < width) {
                return false;
            }
            length = 0;
            for (int i = 0; i < width; i++) {
                length |= (long) script.at(at + i) << (8 * i);
            }
            at += width;
        }
        if (script.length() - at < length) {
            return false;
        }
        dataOffset = at;
        dataLength = (int) length;
        at += dataLength;
        return true;
    }

    /** The operation that {@link #next()} moved over. */
    public int opcode() {
        return opcode;
    }

    /** Whether it pushes bytes: OP_0 and up to OP_PUSHDATA4. */
    public boolean isPush() {
        return opcode <= OP_PUSHDATA4;
    }

    public int dataLength() {
        return dataLength;
    }

    /** What it pushed; empty for other operations. */
    public Slice data() {
        return script.slice(dataOffset, dataLength);
    }

    /** Whether the push has the shortest form, as Core's CheckMinimalPush. */
    public boolean isMinimalPush() {
        if (dataLength == 0) {
            return opcode == 0;
        }
        if (dataLength == 1) {
            int only = script.at(dataOffset);
            if ((only >= 1 && only <= 16) || only == 0x81) {
                return false;
            }
        }
        if (dataLength < OP_PUSHDATA1) {
            return opcode == dataLength;
        }
        if (dataLength <= 0xff) {
            return opcode == OP_PUSHDATA1;
        }
        return dataLength > 0xffff || opcode == OP_PUSHDATA2;
    }

    /** Core's HasValidOps: all operations parse, are known, and push no more than 520 bytes. */
    public static boolean hasValidOperations(Slice script) {
        ScriptCursor cursor = new ScriptCursor(script);
        while (!cursor.atEnd()) {
            if (!cursor.next() || cursor.opcode > MAX_OPCODE || cursor.dataLength > MAX_ELEMENT_SIZE) {
                return false;
            }
        }
        return true;
    }

    /** Whether everything from an index on only pushes; OP_RESERVED counts as a push, as in Core. */
    public static boolean isPushOnly(Slice script, int from) {
        ScriptCursor cursor = new ScriptCursor(script, from);
        while (!cursor.atEnd()) {
            if (!cursor.next() || cursor.opcode > OP_16) {
                return false;
            }
        }
        return true;
    }

    /** Whether no witness can ever satisfy it: it begins with OP_RETURN or is longer than a script may be. */
    public static boolean isUnspendable(Slice script) {
        return (!script.isEmpty() && script.at(0) == OP_RETURN) || script.length() > MAX_SCRIPT_SIZE;
    }
}
