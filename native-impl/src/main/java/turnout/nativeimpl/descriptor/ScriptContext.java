package turnout.nativeimpl.descriptor;

/** Where a script or key expression stands. */
enum ScriptContext {
    TOP,
    SH,
    WSH,
    WPKH,
    TR,
    MUSIG;

    /** BIP380: segwit knows compressed keys only. */
    boolean allowsUncompressedKeys() {
        return this == TOP || this == SH;
    }
}
