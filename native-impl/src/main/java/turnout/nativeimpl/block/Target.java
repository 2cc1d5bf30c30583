package turnout.nativeimpl.block;

import java.math.BigInteger;
import java.util.Optional;

/** A block's target from its compact form, as Core's arith_uint256::SetCompact. */
public final class Target {

    private static final int SIGN = 0x800000;

    private Target() {}

    /** 32 bytes, big-endian; empty for a negative number and for one that takes more than 32 bytes. */
    public static Optional<byte[]> of(int bits) {
        int size = bits >>> 24;
        int word = bits & 0x7fffff;
        BigInteger target = BigInteger.valueOf(word).shiftLeft(8 * (size - 3));
        // Shifting to the right drops bytes, and the sign of nothing does not count.
        if ((target.signum() != 0 && (bits & SIGN) != 0) || target.bitLength() > 256) {
            return Optional.empty();
        }
        byte[] bytes = target.toByteArray();
        byte[] padded = new byte[32];
        int count = Math.min(32, bytes.length);
        System.arraycopy(bytes, bytes.length - count, padded, 32 - count, count);
        return Optional.of(padded);
    }
}
