package turnout.nativeimpl.sighash;

import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.ScriptCursor;
import turnout.nativeimpl.codec.Slice;

/** The two ways in which legacy hashing edits a script, as Core does them, walking operation by operation. */
public final class ScriptCode {

    private static final int OP_CODESEPARATOR = 0xab;

    private ScriptCode() {}

    /**
     * Core's FindAndDelete: without the occurrences of a pattern that begin where an operation does. Behind one, reading
     * goes on wherever that is.
     *
     * @return the script itself where nothing was found
     */
    public static Slice without(Slice script, Slice pattern) {
        if (pattern.isEmpty()) {
            return script;
        }
        ByteWriter kept = null;
        int keptFrom = 0;
        int at = 0;
        while (true) {
            int found = at;
            while (startsWith(script, found, pattern)) {
                found += pattern.length();
            }
            if (found > at) {
                kept = kept == null ? new ByteWriter(script.length()) : kept;
                kept.write(script.slice(keptFrom, at - keptFrom));
                keptFrom = found;
            }
            ScriptCursor cursor = new ScriptCursor(script, found);
            if (!cursor.next()) {
                break;
            }
            at = cursor.position();
        }
        if (kept == null) {
            return script;
        }
        return kept.write(script.slice(keptFrom, script.length() - keptFrom)).toSlice();
    }

    /**
     * Writes a script with its length and without its code separators. Core counts the length over the whole script but
     * stops writing where operations cease to parse; so does this.
     */
    static void write(ByteWriter out, Slice script) {
        int separators = 0;
        ScriptCursor counting = new ScriptCursor(script);
        while (counting.next()) {
            separators += counting.opcode() == OP_CODESEPARATOR ? 1 : 0;
        }
        out.writeCompactSize(script.length() - separators);
        if (separators == 0) {
            out.write(script.slice(0, counting.position()));
            return;
        }
        int from = 0;
        ScriptCursor cursor = new ScriptCursor(script);
        while (cursor.next()) {
            if (cursor.opcode() == OP_CODESEPARATOR) {
                out.write(script.slice(from, cursor.position() - 1 - from));
                from = cursor.position();
            }
        }
        out.write(script.slice(from, cursor.position() - from));
    }

    private static boolean startsWith(Slice script, int at, Slice pattern) {
        if (script.length() - at < pattern.length()) {
            return false;
        }
        for (int i = 0; i < pattern.length(); i++) {
            if (script.at(at + i) != pattern.at(i)) {
                return false;
            }
        }
        return true;
    }
}
