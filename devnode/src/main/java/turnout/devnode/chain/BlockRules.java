package turnout.devnode.chain;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.Slice;

/**
 * Consensus rules of a block on top of the tip, but for scripts: these were run when its transactions entered the
 * mempool. A block that is submitted is believed that.
 */
public final class BlockRules {
    private BlockRules() {}

    /** The first rule that it breaks. */
    public static Optional<Rejection> check(Block block, ChainView view) {
        Optional<Rejection> header = checkHeader(block, view.tip());
        return header.isPresent() ? header : checkTransactions(block, view);
    }

    private static Optional<Rejection> checkHeader(Block block, BlockNode tip) {
        if (!block.previousHash().equals(tip.hash())) {
            return rejected("prev-blk-not-found");
        }
        // Regtest never changes its target.
        if (block.bits() != tip.block().bits()) {
            return rejected("bad-diffbits");
        }
        if (!CompactTarget.isMet(block.hash(), block.bits())) {
            return rejected("high-hash");
        }
        if (block.time() <= tip.medianTime()) {
            return rejected("time-too-old");
        }
        List<byte[]> leaves =
                block.transactions().stream().map(Transaction::txidBytes).toList();
        if (leaves.isEmpty()
                || !Slice.of(MerkleTree.root(leaves)).equals(block.header().merkleRoot())) {
            return rejected("bad-txnmrklroot");
        }
        return block.raw().weight() > TransactionRules.MAX_BLOCK_WEIGHT ? rejected("bad-blk-weight") : Optional.empty();
    }

    private static Optional<Rejection> checkTransactions(Block block, ChainView view) {
        int height = view.height() + 1;
        List<Transaction> transactions = block.transactions();
        Transaction coinbase = transactions.getFirst();
        if (!coinbase.isCoinbase() || transactions.stream().skip(1).anyMatch(Transaction::isCoinbase)) {
            return rejected("bad-cb-multiple");
        }
        if (!commits(coinbase, transactions.subList(1, transactions.size()))) {
            return rejected("bad-witness-merkle-match");
        }
        Map<Outpoint, Coin> made = new HashMap<>();
        long fees = 0;
        for (Transaction transaction : transactions) {
            Optional<Rejection> bad = TransactionRules.check(transaction);
            if (bad.isPresent()) {
                return bad;
            }
            if (!TransactionRules.isFinal(transaction, height, view.tip().medianTime())) {
                return rejected("bad-txns-nonfinal");
            }
            List<Coin> coins = new ArrayList<>();
            for (Outpoint outpoint : transaction.spends()) {
                Optional<Coin> coin = Optional.ofNullable(made.remove(outpoint)).or(() -> view.unspent(outpoint));
                if (coin.isEmpty()) {
                    return rejected("bad-txns-inputs-missingorspent");
                }
                coins.add(coin.get());
            }
            Optional<Rejection> unbalanced = transaction.isCoinbase()
                    ? Optional.empty()
                    : TransactionRules.checkAmounts(transaction, coins, height);
            if (unbalanced.isPresent()) {
                return unbalanced;
            }
            fees += transaction.isCoinbase() ? 0 : TransactionRules.fee(transaction, coins);
            List<Outpoint> makes = transaction.makes();
            for (int i = 0; i < makes.size(); i++) {
                made.put(makes.get(i), new Coin(transaction.outputs().get(i), height, transaction.isCoinbase()));
            }
        }
        long paid = coinbase.outputs().stream().mapToLong(RawOutput::value).sum();
        return paid > Subsidy.at(height) + fees ? rejected("bad-cb-amount") : Optional.empty();
    }

    private static boolean commits(Transaction coinbase, List<Transaction> others) {
        Optional<Slice> commitment = WitnessCommitment.in(coinbase);
        List<Slice> witness = coinbase.inputs().getFirst().witness();
        if (commitment.isEmpty()) {
            return others.stream().noneMatch(transaction -> transaction.raw().hasWitness());
        }
        return witness.size() == 1
                && commitment
                        .get()
                        .equals(Slice.of(WitnessCommitment.script(
                                others, witness.getFirst().toByteArray())));
    }

    private static Optional<Rejection> rejected(String reason) {
        return Optional.of(Rejection.of(reason));
    }
}
