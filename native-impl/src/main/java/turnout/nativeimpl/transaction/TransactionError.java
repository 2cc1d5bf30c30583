package turnout.nativeimpl.transaction;

/** Core's reject reasons (`bad-txns-vin-empty` and so on), in the order in which they are looked for. */
public enum TransactionError {
    OK,
    BAD_TXNS_VIN_EMPTY,
    BAD_TXNS_VOUT_EMPTY,
    BAD_TXNS_OVERSIZE,
    BAD_TXNS_VOUT_NEGATIVE,
    BAD_TXNS_VOUT_TOOLARGE,
    BAD_TXNS_TXOUTTOTAL_TOOLARGE,
    BAD_TXNS_INPUTS_DUPLICATE,
    BAD_CB_LENGTH,
    BAD_TXNS_PREVOUT_NULL,
    BAD_TXNS_INPUTVALUES_OUTOFRANGE,
    BAD_TXNS_IN_BELOWOUT,
    /** Core has a family of names for it: an input's script fails. */
    SCRIPT_VERIFY_FLAG_FAILED
}
