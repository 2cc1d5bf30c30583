package turnout.devnode.node;

import java.util.ArrayList;
import java.util.List;
import turnout.devnode.chain.BlockNode;
import turnout.devnode.chain.ChainView;
import turnout.devnode.chain.Transaction;
import turnout.devnode.mempool.Acceptance;
import turnout.devnode.mempool.Mempool;
import turnout.devnode.mempool.MempoolEntry;

/** What is unconfirmed when another branch has become the active one. Pure. */
final class Reorganisation {
    private Reorganisation() {}

    /**
     * The transactions of the blocks that were left, lowest block first, then what was in the pool: each as far as it
     * stands on the new chain.
     */
    static Mempool mempool(NodeState before, ChainView after, long now) {
        Mempool pool = Mempool.EMPTY;
        for (Transaction transaction : candidates(before, after)) {
            boolean confirmed = after.transaction(transaction.txid()).isPresent();
            if (!confirmed
                    && new Acceptance(after, pool, now).judge(transaction) instanceof Acceptance.Accepted accepted) {
                pool = pool.without(accepted.replaces()).with(accepted.entry());
            }
        }
        return pool;
    }

    private static List<Transaction> candidates(NodeState before, ChainView after) {
        List<Transaction> candidates = new ArrayList<>();
        for (int height = 1; height <= before.chain().height(); height++) {
            BlockNode node = before.chain().at(height).orElseThrow();
            if (!after.contains(node)) {
                node.block().transactions().stream()
                        .filter(transaction -> !transaction.isCoinbase())
                        .forEach(candidates::add);
            }
        }
        before.mempool().entries().stream().map(MempoolEntry::transaction).forEach(candidates::add);
        return candidates;
    }
}
