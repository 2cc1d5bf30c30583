package turnout.nativeimpl.psbt;

/** Why an input got no signature; keys/v1/psbt.proto says what each means. */
public enum UnsignedReason {
    FINAL,
    UTXO_MISSING,
    UTXO_MISMATCH,
    NON_WITNESS_UTXO_MISSING,
    SCRIPT_MISSING,
    SCRIPT_MISMATCH,
    SCRIPT_UNSUPPORTED,
    SIGHASH_NOT_ALLOWED,
    NO_KEY,
    SIGNED_ALREADY
}
