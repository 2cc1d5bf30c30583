package turnout.nativeimpl.codec;

/** Core's text of a script (ScriptToAsmStr). */
final class Asm {

    private Asm() {}

    /**
     * Writes the text: pushes up to 4 bytes as decimal numbers, longer ones as hex, operations by name, and
     * {@code [error]} where a push runs over the end.
     *
     * @param namesHashTypes whether what looks like a signature is followed by its hash type, as in a scriptSig
     */
    static void write(AsciiWriter out, Slice script, boolean namesHashTypes) {
        boolean signatures = namesHashTypes && !ScriptCursor.isUnspendable(script);
        ScriptCursor cursor = new ScriptCursor(script);
        boolean first = true;
        while (!cursor.atEnd()) {
            if (!first) {
                out.append(' ');
            }
            first = false;
            if (!cursor.next()) {
                out.append("[error]");
                return;
            }
            if (!cursor.isPush()) {
                out.append(Opcode.name(cursor.opcode()));
            } else if (cursor.dataLength() <= 4) {
                out.append(Integer.toString(number(cursor.data())));
            } else {
                push(out, cursor.data(), signatures);
            }
        }
    }

    private static void push(AsciiWriter out, Slice data, boolean signatures) {
        String hashType = signatures ? SignatureEncoding.hashType(data) : null;
        if (hashType == null) {
            out.appendHex(data);
        } else {
            out.appendHex(data.slice(0, data.length() - 1));
            out.append(hashType);
        }
    }

    /** A script number: little-endian, the highest bit is the sign. */
    private static int number(Slice data) {
        if (data.isEmpty()) {
            return 0;
        }
        int last = data.length() - 1;
        int value = 0;
        for (int i = 0; i < last; i++) {
            value |= data.at(i) << (8 * i);
        }
        value |= (data.at(last) & 0x7f) << (8 * last);
        return (data.at(last) & 0x80) == 0 ? value : -value;
    }
}
