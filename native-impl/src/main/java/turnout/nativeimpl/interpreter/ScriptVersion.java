package turnout.nativeimpl.interpreter;

/** By which rules a script runs (Core's SigVersion, without the key path). */
enum ScriptVersion {
    LEGACY,
    /** BIP141, BIP143. */
    WITNESS_V0,
    /** BIP342. */
    TAPSCRIPT
}
