package turnout.nativeimpl.codec;

import fr.acinq.secp256k1.Secp256k1;
import fr.acinq.secp256k1.Secp256k1Exception;

/** Questions about points of secp256k1. */
final class Curve {

    private Curve() {}

    /** BIP340's lift_x: whether 32 bytes are the x coordinate of a point. */
    static boolean isXCoordinate(Slice x) {
        byte[] key = new byte[33];
        key[0] = 2;
        System.arraycopy(x.array(), x.offset(), key, 1, 32);
        try {
            Secp256k1.get().pubkeyParse(key);
            return true;
        } catch (Secp256k1Exception e) {
            return false;
        }
    }
}
