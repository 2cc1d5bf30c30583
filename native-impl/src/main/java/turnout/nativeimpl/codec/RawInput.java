package turnout.nativeimpl.codec;

import java.util.List;

/**
 * One input as serialized.
 *
 * @param previousTxid 32 bytes in wire order
 * @param vout unsigned
 * @param sequence unsigned
 * @param witness bottom of the stack first; empty where there is none
 */
public record RawInput(Slice previousTxid, int vout, Slice scriptSig, int sequence, List<Slice> witness) {

    /** Whether it spends nothing: an all-zero txid and index 2^32 - 1. */
    public boolean spendsNothing() {
        if (vout != -1) {
            return false;
        }
        for (int i = 0; i < previousTxid.length(); i++) {
            if (previousTxid.at(i) != 0) {
                return false;
            }
        }
        return true;
    }
}
