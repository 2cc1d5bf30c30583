package turnout.nativeimpl.codec;

/**
 * Finds up to two substituted symbols of a bech32 text from its remainder. The code's generator has the roots e^997,
 * e^998 and e^999, where e generates GF(1024); the remainder's values there give one or two error places, by the
 * formulas of Core's LocateErrors (src/bech32.cpp), whose choice among several pairs is followed too.
 */
final class ErrorLocator {

    private static final int ORDER = 1023;
    private static final int FIRST_ROOT = 997;
    private static final int[] NONE = {};

    private static final int[] EXP = new int[ORDER];
    private static final int[] LOG = new int[ORDER + 1];

    static {
        // GF(32) is x^5 + x^3 + 1 over GF(2); GF(1024) is y^2 + 9y + 23 over GF(32), e = y.
        int[] exp32 = new int[31];
        int[] log32 = new int[32];
        int value = 1;
        for (int i = 0; i < 31; i++) {
            exp32[i] = value;
            log32[value] = i;
            value <<= 1;
            if ((value & 32) != 0) {
                value ^= 41;
            }
        }
        LOG[0] = -1;
        value = 1;
        for (int i = 0; i < ORDER; i++) {
            EXP[i] = value;
            LOG[value] = i;
            int low = value & 31;
            int high = value >> 5;
            int nextLow = high == 0 ? 0 : exp32[(log32[high] + log32[23]) % 31];
            int nextHigh = (high == 0 ? 0 : exp32[(log32[high] + log32[9]) % 31]) ^ low;
            value = nextHigh << 5 | nextLow;
        }
    }

    private ErrorLocator() {}

    /**
     * The places of one or two errors, counted from the right end of the text, the leftmost first; empty where none or
     * more than two.
     *
     * @param residue remainder XOR the variant's constant, not 0
     * @param length symbols of the data part, checksum included
     */
    static int[] locate(int residue, int length) {
        int s0 = syndrome(residue, FIRST_ROOT);
        int s1 = syndrome(residue, FIRST_ROOT + 1);
        int s2 = syndrome(residue, FIRST_ROOT + 2);
        int l0 = LOG[s0];
        int l1 = LOG[s1];
        int l2 = LOG[s2];
        if (l0 != -1 && l1 != -1 && l2 != -1 && (2 * l1 - l2 - l0 + 2 * ORDER) % ORDER == 0) {
            int place = (l1 - l0 + ORDER) % ORDER;
            boolean possible = place < length && (l0 + (ORDER - FIRST_ROOT) * place) % 33 == 0;
            return possible ? new int[] {place} : NONE;
        }
        for (int first = 0; first < length; first++) {
            int second = second(s0, s1, s2, first, length);
            if (second >= 0) {
                return new int[] {Math.max(first, second), Math.min(first, second)};
            }
        }
        return NONE;
    }

    /** The other error's place when one is known, -1 where there is none that fits. */
    private static int second(int s0, int s1, int s2, int first, int length) {
        int a = s2 ^ timesPower(s1, first);
        int b = s1 ^ timesPower(s0, first);
        if (a == 0 || b == 0) {
            return -1;
        }
        int second = (LOG[a] - LOG[b] + ORDER) % ORDER;
        if (second >= length || second == first) {
            return -1;
        }
        int c = s1 ^ timesPower(s0, second);
        if (c == 0) {
            return -1;
        }
        int inverse = ORDER - LOG[EXP[first] ^ EXP[second]];
        boolean inField = (LOG[b] + inverse + (ORDER - FIRST_ROOT) * second) % 33 == 0
                && (LOG[c] + inverse + (ORDER - FIRST_ROOT) * first) % 33 == 0;
        return inField ? second : -1;
    }

    /** The remainder polynomial's value at e^root. */
    private static int syndrome(int residue, int root) {
        int sum = 0;
        for (int power = 0; power < 6; power++) {
            sum ^= timesPower(residue >>> (5 * power) & 31, root * power);
        }
        return sum;
    }

    private static int timesPower(int value, int power) {
        return value == 0 ? 0 : EXP[(LOG[value] + power) % ORDER];
    }
}
