package turnout.load.generate;

import java.util.random.RandomGenerator;
import turnout.bitcoin.v1.Network;

/** Draws networks that the contract names. */
public final class Networks {

    private static final Network[] NAMED = {
        Network.NETWORK_MAINNET,
        Network.NETWORK_TESTNET3,
        Network.NETWORK_TESTNET4,
        Network.NETWORK_SIGNET,
        Network.NETWORK_REGTEST
    };

    private Networks() {}

    public static Network any(RandomGenerator random) {
        return NAMED[random.nextInt(NAMED.length)];
    }
}
