package turnout.router.compare;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stands in for what must be written nowhere: equal values have equal digests, and without the key nobody can try out
 * what a short value was. HMAC-SHA256 (RFC 2104), cut to 64 bits. Any thread.
 */
public final class Digests {

    /** 64 bits as hex: two of a journal's few thousand values share one with a chance of about 10^-12. */
    private static final int BYTES = 8;

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private Digests(SecretKeySpec key) {
        this.key = key;
    }

    /** @param key at least 16 random bytes; copied */
    public static Digests of(byte[] key) {
        if (key.length < 16) {
            throw new IllegalArgumentException("a digest key of " + key.length + " bytes (expected: 16 or more)");
        }
        return new Digests(new SecretKeySpec(key, ALGORITHM));
    }

    /** 16 lower-case hex characters. */
    public String digest(byte[] value) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return HexFormat.of().formatHex(mac.doFinal(value), 0, BYTES);
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }

    /** Of the UTF-8 bytes. */
    public String digest(String value) {
        return digest(value.getBytes(StandardCharsets.UTF_8));
    }
}
