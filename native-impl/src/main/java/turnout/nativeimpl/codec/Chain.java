package turnout.nativeimpl.codec;

import java.util.Optional;

/** The chains that Core knows, with the prefixes of their texts (Core's chainparams). */
public enum Chain {
    MAIN("main", 0, 5, "bc"),
    TEST("test", 111, 196, "tb"),
    TESTNET4("testnet4", 111, 196, "tb"),
    SIGNET("signet", 111, 196, "tb"),
    REGTEST("regtest", 111, 196, "bcrt");

    private final String rpcName;
    private final int pubkeyHashPrefix;
    private final int scriptHashPrefix;
    private final String bech32Prefix;

    Chain(String rpcName, int pubkeyHashPrefix, int scriptHashPrefix, String bech32Prefix) {
        this.rpcName = rpcName;
        this.pubkeyHashPrefix = pubkeyHashPrefix;
        this.scriptHashPrefix = scriptHashPrefix;
        this.bech32Prefix = bech32Prefix;
    }

    /** The chain that getblockchaininfo calls so. */
    public static Optional<Chain> ofRpcName(String name) {
        for (Chain chain : values()) {
            if (chain.rpcName.equals(name)) {
                return Optional.of(chain);
            }
        }
        return Optional.empty();
    }

    /** As getblockchaininfo calls it. */
    public String rpcName() {
        return rpcName;
    }

    /** Version byte of a P2PKH address. */
    public int pubkeyHashPrefix() {
        return pubkeyHashPrefix;
    }

    /** Version byte of a P2SH address. */
    public int scriptHashPrefix() {
        return scriptHashPrefix;
    }

    /** Human-readable part of a segwit address. */
    public String bech32Prefix() {
        return bech32Prefix;
    }
}
