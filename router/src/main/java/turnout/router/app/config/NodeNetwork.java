package turnout.router.app.config;

/** The chain that the node must be on; the names are those of the contract's enum. */
public enum NodeNetwork {
    MAINNET,
    TESTNET3,
    TESTNET4,
    SIGNET,
    REGTEST
}
