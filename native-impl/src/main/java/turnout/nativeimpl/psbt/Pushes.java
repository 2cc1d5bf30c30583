package turnout.nativeimpl.psbt;

import java.util.List;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Slice;

/** Scripts that only push, each item in its shortest form (Core's PushAll). */
final class Pushes {

    private static final int OP_1NEGATE = 0x4f;
    private static final int OP_RESERVED = 0x50;
    private static final int OP_PUSHDATA1 = 0x4c;

    private Pushes() {}

    /** The bottom of the stack first. */
    static Slice all(List<Slice> stack) {
        ByteWriter out = new ByteWriter(128);
        stack.forEach(item -> push(out, item));
        return out.toSlice();
    }

    private static void push(ByteWriter out, Slice item) {
        int length = item.length();
        int only = length == 1 ? item.at(0) : 0;
        if (only >= 1 && only <= 16) {
            out.write(OP_RESERVED + only);
        } else if (only == 0x81) {
            out.write(OP_1NEGATE);
        } else {
            if (length < OP_PUSHDATA1) {
                out.write(length);
            } else if (length <= 0xff) {
                out.write(OP_PUSHDATA1).write(length);
            } else if (length <= 0xffff) {
                out.write(OP_PUSHDATA1 + 1).write(length).write(length >> 8);
            } else {
                out.write(OP_PUSHDATA1 + 2).writeInt(length);
            }
            out.write(item);
        }
    }
}
