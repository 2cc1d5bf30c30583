package turnout.nativeimpl.keys;

import java.util.Arrays;
import turnout.nativeimpl.codec.Hashes;

/** BIP39's bits: entropy and its checksum, one bit for every 32, in places of words of 11 bits each. */
final class MnemonicBits {

    private static final int BITS_PER_WORD = 11;
    private static final int WORDS_PER_CHECKSUM_BIT = 3;

    private MnemonicBits() {}

    /** The places of the words for 16, 20, 24, 28 or 32 bytes of entropy. */
    static int[] ofEntropy(byte[] entropy) {
        byte[] bits = Arrays.copyOf(entropy, entropy.length + 1);
        bits[entropy.length] = Hashes.sha256(entropy)[0];
        int[] indexes = new int[entropy.length / 4 * WORDS_PER_CHECKSUM_BIT];
        for (int at = 0; at < indexes.length * BITS_PER_WORD; at++) {
            int bit = bits[at / 8] >> (7 - at % 8) & 1;
            indexes[at / BITS_PER_WORD] = indexes[at / BITS_PER_WORD] << 1 | bit;
        }
        return indexes;
    }

    /** Whether the last bits of 12 to 24 words are the first of their entropy's SHA-256. */
    static boolean hasGoodChecksum(int[] indexes) {
        int checksumBits = indexes.length / WORDS_PER_CHECKSUM_BIT;
        byte[] bits = new byte[checksumBits * 4 + 1];
        for (int at = 0; at < indexes.length * BITS_PER_WORD; at++) {
            int bit = indexes[at / BITS_PER_WORD] >> (BITS_PER_WORD - 1 - at % BITS_PER_WORD) & 1;
            bits[at / 8] |= (byte) (bit << (7 - at % 8));
        }
        byte[] entropy = Arrays.copyOf(bits, bits.length - 1);
        return Arrays.equals(ofEntropy(entropy), indexes);
    }
}
