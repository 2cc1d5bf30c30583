package turnout.nativeimpl.codec;

/** Why a text is not an address of a chain. */
public enum AddressProblem {
    /** Nothing of the kinds below, or empty. */
    UNRECOGNIZED,
    /** Good base58check, but not a P2PKH or P2SH prefix and length of the chain. */
    BASE58_PREFIX_OR_LENGTH,
    /** Base58 characters, but checksum or length are wrong. */
    BASE58_CHECKSUM,
    /** Bech32 of the chain that does not decode: characters, case, separator, length or checksum. */
    BECH32_ENCODING,
    /** Good bech32 of another chain. */
    BECH32_PREFIX,
    /** The checksum of the other variant than the version asks for. */
    BECH32_VARIANT,
    /** No witness program that its version may have. */
    WITNESS_PROGRAM
}
