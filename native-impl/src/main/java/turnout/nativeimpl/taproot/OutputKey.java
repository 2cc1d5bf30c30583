package turnout.nativeimpl.taproot;

import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.curve.PublicKey;

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
        return PublicKey.ofX(internalKey.toByteArray())
                .flatMap(key -> key.plus(tweak))
                .map(key -> new OutputKey(Slice.of(key.x()), key.hasOddY(), Slice.of(tweak)))
                .orElse(null);
    }
}
