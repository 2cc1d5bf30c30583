package turnout.nativeimpl.codec;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.bitcoinj.crypto.internal.CryptoUtils;

/** Bitcoin's hash functions, and the reversed hex that it writes txids and block hashes in. */
public final class Hashes {

    // Looking a digest up costs more than hashing a transaction with it.
    private static final ThreadLocal<MessageDigest> SHA256 = ThreadLocal.withInitial(() -> {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    });

    private Hashes() {}

    /** This thread's SHA-256 digest, to be finished before anything else of this class is called. */
    static MessageDigest sha256() {
        return SHA256.get();
    }

    public static byte[] sha256(byte[] bytes) {
        return sha256().digest(bytes);
    }

    public static byte[] sha256(Slice bytes) {
        MessageDigest digest = sha256();
        digest.update(bytes.array(), bytes.offset(), bytes.length());
        return digest.digest();
    }

    /** SHA-256 of SHA-256. */
    public static byte[] doubleSha256(Slice bytes) {
        MessageDigest digest = sha256();
        digest.update(bytes.array(), bytes.offset(), bytes.length());
        return digest.digest(digest.digest());
    }

    public static byte[] doubleSha256(byte[] bytes) {
        return doubleSha256(Slice.of(bytes));
    }

    /** RIPEMD-160 of SHA-256, 20 bytes. */
    public static byte[] hash160(Slice bytes) {
        return CryptoUtils.digestRipeMd160(sha256(bytes));
    }

    public static byte[] hash160(byte[] bytes) {
        return hash160(Slice.of(bytes));
    }

    /** Reversed lower-case hex, as txids and block hashes are written. */
    public static String toReversedHex(Slice hash) {
        return new String(toReversedAscii(hash), StandardCharsets.ISO_8859_1);
    }

    /** The same as ASCII, for a reply that is bytes in the end. */
    public static byte[] toReversedAscii(Slice hash) {
        byte[] ascii = new byte[2 * hash.length()];
        for (int i = 0; i < hash.length(); i++) {
            int value = hash.at(hash.length() - 1 - i);
            ascii[2 * i] = (byte) Character.forDigit(value >> 4, 16);
            ascii[2 * i + 1] = (byte) Character.forDigit(value & 15, 16);
        }
        return ascii;
    }

    public static String toReversedHex(byte[] hash) {
        return toReversedHex(Slice.of(hash));
    }
}
