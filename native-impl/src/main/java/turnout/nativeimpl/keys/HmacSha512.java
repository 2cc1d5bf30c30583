package turnout.nativeimpl.keys;

import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA512 (RFC 2104), BIP32's only function beside the curve. */
final class HmacSha512 {

    private static final String NAME = "HmacSHA512";

    private HmacSha512() {}

    static byte[] of(byte[] key, byte[] data) {
        try {
            Mac mac = Mac.getInstance(NAME);
            mac.init(new SecretKeySpec(key, NAME));
            return mac.doFinal(data);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java has " + NAME, e);
        }
    }
}
