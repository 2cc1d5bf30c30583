package turnout.nativeimpl.codec;

import java.security.MessageDigest;

/**
 * Writes the address of a 20-byte hash: base58 of version, hash and checksum. Of a fixed size, 200 bits, so that it can
 * divide seven words by 58^5 instead of bytes by 58: most outputs of a decoded transaction need one.
 */
final class Base58Address {

    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int SIZE = 25;
    private static final int WORDS = 7;
    private static final int DIGITS_PER_STEP = 5;
    private static final long STEP = 656_356_768L; // 58^5, the largest power below 2^32
    private static final int DIGITS = 35; // 58^35 > 2^200

    private Base58Address() {}

    static void encode(AsciiWriter out, int version, Slice hash) {
        byte[] bytes = new byte[SIZE];
        bytes[0] = (byte) version;
        System.arraycopy(hash.array(), hash.offset(), bytes, 1, hash.length());
        MessageDigest digest = Hashes.sha256();
        digest.update(bytes, 0, SIZE - 4);
        System.arraycopy(digest.digest(digest.digest()), 0, bytes, SIZE - 4, 4);

        byte[] digits = digits(words(bytes));
        int zeros = 0;
        while (bytes[zeros] == 0) {
            out.append(ALPHABET.charAt(0));
            zeros++;
        }
        int first = 0;
        while (digits[first] == 0) {
            first++;
        }
        for (int i = first; i < DIGITS; i++) {
            out.append(ALPHABET.charAt(digits[i]));
        }
    }

    /** The number as big-endian words, the first of which holds one byte. */
    private static int[] words(byte[] bytes) {
        int[] words = new int[WORDS];
        for (int i = 0; i < SIZE; i++) {
            int place = i + 3;
            words[place / 4] |= (bytes[i] & 0xff) << (24 - 8 * (place % 4));
        }
        return words;
    }

    /** Its digits in base 58, the highest first; uses the words up. */
    private static byte[] digits(int[] words) {
        byte[] digits = new byte[DIGITS];
        for (int end = DIGITS; end > 0; end -= DIGITS_PER_STEP) {
            long remainder = 0;
            for (int i = 0; i < WORDS; i++) {
                long value = remainder << 32 | Integer.toUnsignedLong(words[i]);
                words[i] = (int) (value / STEP);
                remainder = value % STEP;
            }
            for (int i = 1; i <= DIGITS_PER_STEP; i++) {
                digits[end - i] = (byte) (remainder % 58);
                remainder /= 58;
            }
        }
        return digits;
    }
}
