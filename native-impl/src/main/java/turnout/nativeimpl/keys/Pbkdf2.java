package turnout.nativeimpl.keys;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * PBKDF2 (RFC 8018) with HMAC-SHA512, of one block, 64 bytes. Java's own hashes the key's two pads again in each round,
 * four blocks instead of two; here the digests that have read them are cloned, as OpenSSL does it.
 */
final class Pbkdf2 {

    private static final int BLOCK = 128;
    private static final int SIZE = 64;

    private final MessageDigest inner;
    private final MessageDigest outer;

    private Pbkdf2(byte[] password) throws NoSuchAlgorithmException {
        MessageDigest sha512 = MessageDigest.getInstance("SHA-512");
        byte[] key = Arrays.copyOf(password.length > BLOCK ? sha512.digest(password) : password, BLOCK);
        inner = padded(key, 0x36);
        outer = padded(key, 0x5c);
    }

    static byte[] sha512(byte[] password, byte[] salt, int rounds) {
        try {
            return new Pbkdf2(password).block(salt, rounds);
        } catch (NoSuchAlgorithmException | CloneNotSupportedException | DigestException e) {
            throw new IllegalStateException("every Java has SHA-512 and can clone it", e);
        }
    }

    private byte[] block(byte[] salt, int rounds) throws CloneNotSupportedException, DigestException {
        byte[] first = Arrays.copyOf(salt, salt.length + Integer.BYTES);
        first[first.length - 1] = 1; // the number of the block, big-endian
        byte[] round = new byte[SIZE];
        hmac(first, round);
        byte[] sum = round.clone();
        for (int i = 1; i < rounds; i++) {
            hmac(round, round);
            for (int j = 0; j < SIZE; j++) {
                sum[j] ^= round[j];
            }
        }
        return sum;
    }

    private void hmac(byte[] message, byte[] result) throws CloneNotSupportedException, DigestException {
        MessageDigest digest = (MessageDigest) inner.clone();
        digest.update(message);
        digest.digest(result, 0, SIZE);
        digest = (MessageDigest) outer.clone();
        digest.update(result);
        digest.digest(result, 0, SIZE);
    }

    private static MessageDigest padded(byte[] key, int pad) throws NoSuchAlgorithmException {
        byte[] block = new byte[BLOCK];
        for (int i = 0; i < BLOCK; i++) {
            block[i] = (byte) (key[i] ^ pad);
        }
        MessageDigest digest = MessageDigest.getInstance("SHA-512");
        digest.update(block);
        return digest;
    }
}
