package turnout.nativeimpl.chain;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;

/** A block's target from its compact form, as Core's arith_uint256::SetCompact. */
final class CompactTarget {

    private CompactTarget() {}

    /** 32 bytes, big-endian; bytes that would stand outside of them are dropped. */
    static ByteString of(int bits) {
        byte[] target = new byte[32];
        int size = bits >>> 24;
        int word = bits & 0x7fffff;
        // The word's three bytes are the highest of a number of `size` bytes.
        for (int i = 0; i < 3; i++) {
            int at = 32 - size + i;
            if (at >= 0 && at < 32) {
                target[at] = (byte) (word >> (8 * (2 - i)));
            }
        }
        return UnsafeByteOperations.unsafeWrap(target);
    }
}
