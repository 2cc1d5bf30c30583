package turnout.nativeimpl.codec;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.bitcoinj.crypto.internal.CryptoUtils;

/** Bitcoin's hash functions, and the reversed hex that it writes txids and block hashes in. */
public final class Hashes {

    private static final HexFormat HEX = HexFormat.of();

    private Hashes() {}

    /** A new SHA-256 digest. */
    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
        byte[] reversed = new byte[hash.length()];
        for (int i = 0; i < reversed.length; i++) {
            reversed[i] = hash.array()[hash.offset() + hash.length() - 1 - i];
        }
        return HEX.formatHex(reversed);
    }

    public static String toReversedHex(byte[] hash) {
        return toReversedHex(Slice.of(hash));
    }
}
