package turnout.devnode;

import java.util.ArrayList;
import java.util.List;
import turnout.devnode.chain.Block;
import turnout.devnode.chain.Chain;
import turnout.devnode.chain.ChainView;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.Miner;
import turnout.devnode.chain.Outpoint;
import turnout.devnode.chain.Transaction;
import turnout.devnode.chain.TransactionRules;
import turnout.nativeimpl.codec.RawOutput;

/** Blocks mined by our miner from the transactions, the time and the payee of others. */
final class Rebuilt {
    private Rebuilt() {}

    /** The hashes of the same chain, mined again. */
    static List<String> hashes(List<Block> blocks) {
        List<String> hashes = new ArrayList<>();
        hashes.add(blocks.getFirst().hash());
        for (int height = 1; height < blocks.size(); height++) {
            Block block = blocks.get(height);
            ChainView view = Chain.of(blocks.subList(0, height)).view();
            List<Transaction> others =
                    block.transactions().subList(1, block.transactions().size());
            Transaction coinbase = block.transactions().getFirst();
            hashes.add(Miner.mine(
                            view,
                            others,
                            fees(view, others),
                            coinbase.outputs().getFirst().scriptPubKey(),
                            block.time())
                    .hash());
        }
        return hashes;
    }

    private static long fees(ChainView view, List<Transaction> transactions) {
        List<Transaction> before = new ArrayList<>();
        long fees = 0;
        for (Transaction transaction : transactions) {
            fees += TransactionRules.fee(
                    transaction,
                    transaction.spends().stream()
                            .map(outpoint -> coin(view, before, outpoint))
                            .toList());
            before.add(transaction);
        }
        return fees;
    }

    private static Coin coin(ChainView view, List<Transaction> before, Outpoint outpoint) {
        return view.unspent(outpoint)
                .orElseGet(() -> before.stream()
                        .filter(transaction -> transaction.txid().equals(outpoint.txid()))
                        .map(transaction -> new Coin(output(transaction, outpoint), Coin.IN_MEMPOOL, false))
                        .findFirst()
                        .orElseThrow());
    }

    private static RawOutput output(Transaction transaction, Outpoint outpoint) {
        return transaction.outputs().get((int) outpoint.index());
    }
}
