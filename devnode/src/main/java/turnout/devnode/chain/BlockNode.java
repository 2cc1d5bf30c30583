package turnout.devnode.chain;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A block at its place in the tree of all blocks. Immutable. */
public final class BlockNode {
    private static final int MEDIAN_OF = 11;
    // Message start and length before each block of a blk file.
    private static final int FRAME_BYTES = 8;

    private final Block block;
    private final @Nullable BlockNode parent;
    private final int height;
    private final BigInteger chainWork;
    private final long order;
    private final long transactionsInChain;
    private final long bytesInChain;
    private final long medianTime;

    /** @param order the how-manieth block this node learnt */
    BlockNode(Block block, @Nullable BlockNode parent, long order) {
        this.block = block;
        this.parent = parent;
        this.order = order;
        this.height = parent == null ? 0 : parent.height + 1;
        BigInteger work = CompactTarget.work(block.bits());
        this.chainWork = parent == null ? work : parent.chainWork.add(work);
        this.transactionsInChain = (parent == null ? 0 : parent.transactionsInChain)
                + block.transactions().size();
        this.bytesInChain =
                (parent == null ? 0 : parent.bytesInChain) + block.raw().size() + FRAME_BYTES;
        this.medianTime = median();
    }

    private long median() {
        long[] times = new long[MEDIAN_OF];
        int count = 0;
        for (BlockNode node = this; node != null && count < MEDIAN_OF; node = node.parent) {
            times[count++] = node.block.time();
        }
        Arrays.sort(times, 0, count);
        return times[count / 2];
    }

    public Block block() {
        return block;
    }

    public String hash() {
        return block.hash();
    }

    public Optional<BlockNode> parent() {
        return Optional.ofNullable(parent);
    }

    public int height() {
        return height;
    }

    /** Expected hashes of the chain up to this block. */
    public BigInteger chainWork() {
        return chainWork;
    }

    long order() {
        return order;
    }

    public long transactionsInChain() {
        return transactionsInChain;
    }

    /** Bytes of the chain up to this block in blk files. */
    public long bytesInChain() {
        return bytesInChain;
    }

    /** BIP113: the median time of this block and the ten before it, seconds since 1970. */
    public long medianTime() {
        return medianTime;
    }

    /** The block of this branch at a height that is not above its own. */
    BlockNode ancestor(int atHeight) {
        BlockNode node = this;
        while (node.height > atHeight && node.parent != null) {
            node = node.parent;
        }
        return node;
    }
}
