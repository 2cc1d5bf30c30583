package turnout.nativeimpl.codec;

/** Core's output types (TxoutType). */
public enum ScriptKind {
    NONSTANDARD("nonstandard"),
    PUBKEY("pubkey"),
    PUBKEYHASH("pubkeyhash"),
    SCRIPTHASH("scripthash"),
    MULTISIG("multisig"),
    NULLDATA("nulldata"),
    WITNESS_V0_KEYHASH("witness_v0_keyhash"),
    WITNESS_V0_SCRIPTHASH("witness_v0_scripthash"),
    WITNESS_V1_TAPROOT("witness_v1_taproot"),
    ANCHOR("anchor"),
    WITNESS_UNKNOWN("witness_unknown");

    private final String rpcName;

    ScriptKind(String rpcName) {
        this.rpcName = rpcName;
    }

    /** As Core's RPC calls it. */
    public String rpcName() {
        return rpcName;
    }
}
