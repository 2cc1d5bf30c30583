package turnout.router.route;

import turnout.router.call.Body;

/**
 * MurmurHash3_x86_32 (Austin Appleby, public domain), seed 0, of a fixed prefix followed by a key. The prefix is hashed
 * once, so a decision costs only its key.
 *
 * <p>The 32-bit variant, not the first half of x64_128: every language has it or can write it in a dozen lines without
 * 64-bit arithmetic, 2^32 values over 10,000 buckets leave a bias of 2.3e-6, and a prefix of any length is carried over
 * as at most three bytes. The other would save about 10 ns on a 64-byte key.
 *
 * <p>Immutable; allocates nothing.
 */
final class Murmur3 {

    private final int state;
    private final int carry;
    private final int carryBits;
    private final int prefixLength;

    private Murmur3(int state, int carry, int carryBits, int prefixLength) {
        this.state = state;
        this.carry = carry;
        this.carryBits = carryBits;
        this.prefixLength = prefixLength;
    }

    static Murmur3 after(byte[] prefix) {
        Body bytes = Body.of(prefix);
        int whole = prefix.length & ~3;
        int state = 0;
        for (int at = 0; at < whole; at += 4) {
            state = mixed(state, bytes.intAt(at));
        }
        return new Murmur3(state, rest(bytes, whole, prefix.length), (prefix.length & 3) * 8, prefix.length);
    }

    /** Hash of the prefix followed by {@code length} bytes of {@code body} from {@code offset}. */
    int hash(Body body, int offset, int length) {
        int hash = state;
        int held = carry;
        int whole = offset + (length & ~3);
        for (int at = offset; at < whole; at += 4) {
            int word = body.intAt(at);
            hash = mixed(hash, held | word << carryBits);
            held = spilt(word);
        }
        return finished(hash, held, rest(body, whole, offset + length), length & 3, length);
    }

    /** Hash of the prefix followed by the eight bytes of {@code key}, little-endian. */
    int hash(long key) {
        int low = (int) key;
        int high = (int) (key >>> 32);
        int hash = mixed(state, carry | low << carryBits);
        hash = mixed(hash, spilt(low) | high << carryBits);
        return finished(hash, spilt(high), 0, 0, 8);
    }

    /** The bits of a word that its block had no room for. Two shifts, because Java's shift by 32 is one by 0. */
    private int spilt(int word) {
        return word >>> 1 >>> (31 - carryBits);
    }

    private int finished(int hash, int held, int rest, int restLength, int keyLength) {
        long tail = (held & 0xFFFF_FFFFL) | (long) rest << carryBits;
        int tailLength = carryBits / 8 + restLength;
        if (tailLength >= 4) {
            hash = mixed(hash, (int) tail);
            tail >>>= 32;
        }
        hash ^= scrambled((int) tail);
        return avalanched(hash ^ (prefixLength + keyLength));
    }

    private static int rest(Body body, int from, int to) {
        int rest = 0;
        for (int at = to - 1; at >= from; at--) {
            rest = rest << 8 | (body.byteAt(at) & 0xFF);
        }
        return rest;
    }

    private static int mixed(int hash, int block) {
        return Integer.rotateLeft(hash ^ scrambled(block), 13) * 5 + 0xE654_6B64;
    }

    private static int scrambled(int block) {
        return Integer.rotateLeft(block * 0xCC9E_2D51, 15) * 0x1B87_3593;
    }

    private static int avalanched(int hash) {
        hash = (hash ^ hash >>> 16) * 0x85EB_CA6B;
        hash = (hash ^ hash >>> 13) * 0xC2B2_AE35;
        return hash ^ hash >>> 16;
    }
}
