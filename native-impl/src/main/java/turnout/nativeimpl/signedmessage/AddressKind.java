package turnout.nativeimpl.signedmessage;

/** The kinds of address that messages are signed for. */
public enum AddressKind {
    P2PKH,
    P2WPKH,
    P2SH_P2WPKH,
    P2TR,
    P2SH_MULTISIG,
    P2WSH_MULTISIG,
    P2SH_P2WSH_MULTISIG;

    /** Whether one key signs; else a multisig script says how many. */
    public boolean hasOneKey() {
        return switch (this) {
            case P2PKH, P2WPKH, P2SH_P2WPKH, P2TR -> true;
            case P2SH_MULTISIG, P2WSH_MULTISIG, P2SH_P2WSH_MULTISIG -> false;
        };
    }

    /** Whether a witness is all that satisfies it, so that BIP322's simple form is enough. */
    public boolean isNativeSegwit() {
        return switch (this) {
            case P2WPKH, P2TR, P2WSH_MULTISIG -> true;
            case P2PKH, P2SH_P2WPKH, P2SH_MULTISIG, P2SH_P2WSH_MULTISIG -> false;
        };
    }

    /** The first header byte of a signature with a compressed key by BIP137; -1 where there is none. */
    public int firstHeader() {
        return switch (this) {
            case P2PKH -> 31;
            case P2SH_P2WPKH -> 35;
            case P2WPKH -> 39;
            case P2TR, P2SH_MULTISIG, P2WSH_MULTISIG, P2SH_P2WSH_MULTISIG -> -1;
        };
    }
}
