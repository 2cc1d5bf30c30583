package turnout.devnode.chain;

import java.math.BigInteger;

/** The compact form of a proof-of-work target: three bytes of it and its length. */
public final class CompactTarget {
    private static final BigInteger TWO_TO_256 = BigInteger.ONE.shiftLeft(256);

    private CompactTarget() {}

    public static BigInteger target(long bits) {
        int bytes = (int) (bits >>> 24);
        return BigInteger.valueOf(bits & 0x7f_ffff).shiftLeft(8 * (bytes - 3));
    }

    /** The expected number of hashes for a block with this target. */
    static BigInteger work(long bits) {
        return TWO_TO_256.divide(target(bits).add(BigInteger.ONE));
    }

    /** How much harder than the easiest mainnet target, computed in doubles as Core does, so that the text is equal. */
    public static double difficulty(long bits) {
        int shift = (int) (bits >>> 24) & 0xff;
        double difficulty = (double) 0x0000ffff / (double) (bits & 0xff_ffff);
        while (shift < 29) {
            difficulty *= 256.0;
            shift++;
        }
        while (shift > 29) {
            difficulty /= 256.0;
            shift--;
        }
        return difficulty;
    }

    static boolean isMet(String blockHash, long bits) {
        return new BigInteger(blockHash, 16).compareTo(target(bits)) <= 0;
    }
}
