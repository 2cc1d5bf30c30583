package turnout.devnode.chain;

import turnout.nativeimpl.codec.RawOutput;

/**
 * An output that may be spent.
 *
 * @param height of the block that made it; {@link #IN_MEMPOOL} where it is unconfirmed
 * @param generated whether a coinbase made it
 */
public record Coin(RawOutput output, int height, boolean generated) {
    public static final int IN_MEMPOOL = Integer.MAX_VALUE;
}
