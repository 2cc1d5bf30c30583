package turnout.devnode.chain;

/** What a block may create: 50 bitcoins, halved every 150 blocks on regtest. */
public final class Subsidy {
    private static final long FIRST = 50L * 100_000_000L;
    private static final int HALVING_BLOCKS = 150;

    private Subsidy() {}

    /** Satoshis. */
    public static long at(int height) {
        int halvings = height / HALVING_BLOCKS;
        return halvings >= 64 ? 0 : FIRST >> halvings;
    }
}
