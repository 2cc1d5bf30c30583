package turnout.nativeimpl.taproot;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Slice;

/**
 * The key of a taproot output.
 *
 * @param x 32 bytes
 * @param oddY whether the point's Y is odd, which a control block tells
 * @param tweak what the internal key was tweaked by, 32 bytes
 */
public record OutputKey(Slice x, boolean oddY, Slice tweak) {

    /**
     * Tweaks an internal key; null where it is no X coordinate of a point, or the sum does not exist.
     *
     * @param internalKey x only, 32 bytes
     * @param merkleRoot 32 bytes, or empty where there is no script path
     */
    public static @Nullable OutputKey of(Slice internalKey, Slice merkleRoot) {
        byte[] tweak = TapHashes.tweak(internalKey, merkleRoot);
        byte[] even = new byte[33];
        even[0] = 2;
        System.arraycopy(internalKey.array(), internalKey.offset(), even, 1, 32);
        try {
            byte[] sum = Secp256k1.get().pubKeyTweakAdd(even, tweak);
            return new OutputKey(Slice.of(Arrays.copyOfRange(sum, 1, 33)), (sum[64] & 1) != 0, Slice.of(tweak));
        } catch (Secp256k1Exception e) {
            return null;
        }
    }
}
