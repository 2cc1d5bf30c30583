package turnout.nativeimpl.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import turnout.chain.v1.ProofFailure;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Slice;

/**
 * The walk through a merkle block's tree, with the refusals of Core's CPartialMerkleTree::ExtractMatches. One walk is one
 * object, used once.
 *
 * <p>Recursion is as deep as the tree: 15 levels at most, because the count is checked first.
 */
final class PartialTree {

    /** Transactions that a block of 4,000,000 weight can hold at 240 each, the least. */
    private static final int MAX_TRANSACTIONS = 4_000_000 / 240;

    /** A proven transaction: its txid in wire order, and its position in the block. */
    record Proven(Slice txid, int index) {}

    /** Ends the walk at its first failure. */
    private static final class Broken extends Exception {

        private static final long serialVersionUID = 1;

        private final ProofFailure failure;

        Broken(ProofFailure failure) {
            super(null, null, false, false);
            this.failure = failure;
        }
    }

    private final MerkleBlock block;
    private final List<Proven> proven = new ArrayList<>();
    private int flagsUsed;
    private int hashesUsed;
    private boolean innerTransaction;

    PartialTree(MerkleBlock block) {
        this.block = block;
    }

    /** Transactions in block order; meaningful after a walk without a failure only. */
    List<Proven> proven() {
        return proven;
    }

    /** Whether an inner node's 64 bytes read as a transaction. */
    boolean hasInnerTransaction() {
        return innerTransaction;
    }

    /** Walks the tree; PROOF_FAILURE_UNSPECIFIED where it proves its transactions under the header's merkle root. */
    ProofFailure walk() {
        int count = block.transactionCount();
        if (count == 0) {
            return ProofFailure.PROOF_FAILURE_NO_TRANSACTIONS;
        }
        if (Integer.compareUnsigned(count, MAX_TRANSACTIONS) > 0) {
            return ProofFailure.PROOF_FAILURE_TOO_MANY_TRANSACTIONS;
        }
        if (block.hashes().size() > count) {
            return ProofFailure.PROOF_FAILURE_TOO_MANY_HASHES;
        }
        if (block.flagCount() < block.hashes().size()) {
            return ProofFailure.PROOF_FAILURE_TOO_FEW_FLAGS;
        }
        int height = Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
        try {
            Slice root = node(height, 0);
            boolean leftOver = (flagsUsed + 7) / 8 != block.flags().length()
                    || hashesUsed != block.hashes().size();
            if (leftOver) {
                return ProofFailure.PROOF_FAILURE_LEFT_OVER;
            }
            return root.equals(block.header().merkleRoot())
                    ? ProofFailure.PROOF_FAILURE_UNSPECIFIED
                    : ProofFailure.PROOF_FAILURE_MERKLE_ROOT;
        } catch (Broken broken) {
            return broken.failure;
        }
    }

    private Slice node(int height, int position) throws Broken {
        if (flagsUsed == block.flagCount()) {
            throw new Broken(ProofFailure.PROOF_FAILURE_INCOMPLETE);
        }
        boolean leadsToMatch = block.flag(flagsUsed++);
        if (height > 0 && leadsToMatch) {
            return inner(height, position);
        }
        if (hashesUsed == block.hashes().size()) {
            throw new Broken(ProofFailure.PROOF_FAILURE_INCOMPLETE);
        }
        Slice hash = block.hashes().get(hashesUsed++);
        if (leadsToMatch) {
            proven.add(new Proven(hash, position));
        }
        return hash;
    }

    private Slice inner(int height, int position) throws Broken {
        Slice left = node(height - 1, 2 * position);
        Slice right = left;
        // The last node of an odd row stands beside itself.
        if (2 * position + 1 < width(height - 1)) {
            right = node(height - 1, 2 * position + 1);
            if (right.equals(left)) {
                throw new Broken(ProofFailure.PROOF_FAILURE_REPEATED_SUBTREE);
            }
        }
        byte[] both = Arrays.copyOf(left.toByteArray(), 64);
        System.arraycopy(right.array(), right.offset(), both, 32, 32);
        innerTransaction |= InnerTransaction.isOne(both);
        return Slice.of(Hashes.doubleSha256(both));
    }

    private int width(int height) {
        return (block.transactionCount() + (1 << height) - 1) >> height;
    }
}
