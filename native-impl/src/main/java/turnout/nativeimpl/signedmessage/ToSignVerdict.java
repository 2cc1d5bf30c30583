package turnout.nativeimpl.signedmessage;

/** BIP322's three states, the invalid one by what is wrong. */
public enum ToSignVerdict {
    VALID,
    /** Not a to_sign for this message and address, or not a transaction that a block could hold. */
    OTHER_TRANSACTION,
    /** A script fails by the required rules. */
    SCRIPT_FAILS,
    /** Only the upgradeable rules are broken. */
    INCONCLUSIVE
}
