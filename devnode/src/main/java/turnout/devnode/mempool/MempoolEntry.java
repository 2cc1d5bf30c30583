package turnout.devnode.mempool;

import turnout.devnode.chain.Transaction;

/**
 * An unconfirmed transaction.
 *
 * @param fee satoshis
 * @param time of its arrival, seconds since 1970
 * @param height of the tip at its arrival
 * @param signatureOperationCost BIP141
 */
public record MempoolEntry(Transaction transaction, long fee, long time, int height, long signatureOperationCost) {
    // Core's -bytespersigop: many signature operations count like so many bytes.
    private static final int BYTES_PER_SIGNATURE_OPERATION = 20;

    /** The weight that policy reckons with. */
    public long adjustedWeight() {
        return Math.max(transaction.raw().weight(), signatureOperationCost * BYTES_PER_SIGNATURE_OPERATION);
    }

    /** Virtual bytes that policy reckons with. */
    public long adjustedSize() {
        return (adjustedWeight() + 3) / 4;
    }
}
