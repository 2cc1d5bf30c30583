package turnout.router.route;

import turnout.router.call.Body;

/**
 * MurmurHash3_x86_32 (Austin Appleby, public domain), seed 0, of a fixed prefix followed by a key. The prefix is hashed
 * once, so a decision costs only its key.
 *
 * <p>The 32-bit variant, not the first half of x64_128: every language has it or can write it in a dozen lines without
 * 64-bit arithmetic, 2^32 values over 10,000 buckets leave a bias of 2.3e-6, and a prefix of any length is carried over
 * as at most three bytes.
 *
 * <p>Immutable; allocates nothing.
 */
final class Murmur3 {

    private final int state;
    private final long carry;
    private final int carryBits;
    private final int prefixLength;

    private Murmur3(int state, long carry, int carryBits, int prefixLength) {
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
        long held = carry;
        int at = offset;
        int end = offset + length;
        // Two blocks at a time: half as many reads, each of which checks its bounds.
        for (; end - at >= 8; at += 8) {
            long word = body.longAt(at);
            hash = mixedTwo(hash, held | word << carryBits);
            held = spilt(word);
        }
        if (end - at >= 4) {
            held |= (body.intAt(at) & 0xFFFF_FFFFL) << carryBits;
            hash = mixed(hash, (int) held);
            held >>>= 32;
            at += 4;
        }
        return finished(hash, held | rest(body, at, end) << carryBits, carryBits / 8 + end - at, length);
    }

    /** Hash of the prefix followed by the eight bytes of {@code key}, little-endian. */
    int hash(long key) {
        int hash = mixedTwo(state, carry | key << carryBits);
        return finished(hash, spilt(key), carryBits / 8, 8);
    }

    /** The bits of a word that its blocks had no room for. Two shifts, because Java's shift by 64 is one by 0. */
    private long spilt(long word) {
        return word >>> 1 >>> (63 - carryBits);
    }

    private int finished(int hash, long tail, int tailLength, int keyLength) {
        if (tailLength >= 4) {
            hash = mixed(hash, (int) tail);
            tail >>>= 32;
        }
        hash ^= scrambled((int) tail);
        return avalanched(hash ^ (prefixLength + keyLength));
    }

    private static long rest(Body body, int from, int to) {
        long rest = 0;
        for (int at = to - 1; at >= from; at--) {
            rest = rest << 8 | (body.byteAt(at) & 0xFF);
        }
        return rest;
    }

    private static int mixedTwo(int hash, long blocks) {
        return mixed(mixed(hash, (int) blocks), (int) (blocks >>> 32));
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
