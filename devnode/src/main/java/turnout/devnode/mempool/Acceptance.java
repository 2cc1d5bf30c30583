package turnout.devnode.mempool;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import turnout.devnode.chain.ChainView;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.Outpoint;
import turnout.devnode.chain.Rejection;
import turnout.devnode.chain.Transaction;
import turnout.devnode.chain.TransactionRules;

/** Decides whether a transaction may enter a mempool, in the order of Core's checks. Pure but for the time it is given. */
public final class Acceptance {
    /** What became of it. */
    public sealed interface Verdict {}

    /**
     * It may enter.
     *
     * @param replaces txids that leave the pool for it
     */
    public record Accepted(MempoolEntry entry, Set<String> replaces) implements Verdict {}

    public record Refused(Rejection rejection) implements Verdict {}

    private final ChainView chain;
    private final Mempool pool;
    private final long now;

    /** @param now seconds since 1970 */
    public Acceptance(ChainView chain, Mempool pool, long now) {
        this.chain = chain;
        this.pool = pool;
        this.now = now;
    }

    public Verdict judge(Transaction transaction) {
        Optional<Rejection> refused = TransactionRules.check(transaction)
                .or(() -> transaction.isCoinbase() ? rejected("coinbase") : Optional.empty())
                .or(() -> Policy.checkForm(transaction))
                .or(() -> checkFinality(transaction))
                .or(() -> checkKnown(transaction));
        if (refused.isPresent()) {
            return new Refused(refused.get());
        }
        List<Coin> coins = new ArrayList<>();
        for (Outpoint outpoint : transaction.spends()) {
            Optional<Coin> coin = chain.unspent(outpoint).or(() -> pool.output(outpoint));
            if (coin.isEmpty()) {
                return new Refused(missing(transaction));
            }
            coins.add(coin.get());
        }
        return judge(transaction, coins);
    }

    private Verdict judge(Transaction transaction, List<Coin> coins) {
        long fee = TransactionRules.fee(transaction, coins);
        long operations = SignatureOperations.cost(transaction, coins);
        MempoolEntry entry = new MempoolEntry(transaction, fee, now, chain.height(), operations);
        Replacement replacement = Replacement.of(pool, entry);
        Optional<Rejection> refused = checkLocks(transaction, coins)
                .or(() -> TransactionRules.checkAmounts(transaction, coins, chain.height() + 1))
                .or(() -> Policy.checkInputs(transaction, coins))
                .or(() -> operations > Policy.MAX_SIGNATURE_OPERATION_COST
                        ? Optional.of(Rejection.of("bad-txns-too-many-sigops", Long.toString(operations)))
                        : Optional.empty())
                .or(() -> checkFee(entry))
                .or(replacement::check)
                .or(() -> checkCluster(entry, replacement.leaving()))
                .or(() -> ScriptCheck.check(transaction, coins));
        return refused.<Verdict>map(Refused::new).orElseGet(() -> new Accepted(entry, replacement.leaving()));
    }

    private Optional<Rejection> checkFinality(Transaction transaction) {
        return TransactionRules.isFinal(
                        transaction, chain.height() + 1, chain.tip().medianTime())
                ? Optional.empty()
                : rejected("non-final");
    }

    private Optional<Rejection> checkKnown(Transaction transaction) {
        return pool.entry(transaction.txid())
                .map(known -> Rejection.of(
                        known.transaction().wtxid().equals(transaction.wtxid())
                                ? "txn-already-in-mempool"
                                : "txn-same-nonwitness-data-in-mempool"));
    }

    private Rejection missing(Transaction transaction) {
        boolean known = transaction.makes().stream()
                .anyMatch(outpoint -> chain.unspent(outpoint).isPresent());
        return known ? Rejection.of("txn-already-known") : new Rejection(true, "bad-txns-inputs-missingorspent", "");
    }

    private Optional<Rejection> checkLocks(Transaction transaction, List<Coin> coins) {
        return TransactionRules.sequencesHavePassed(transaction, coins, chain.tip())
                ? Optional.empty()
                : rejected("non-BIP68-final");
    }

    private static Optional<Rejection> checkFee(MempoolEntry entry) {
        long least = Policy.fee(Policy.MIN_RELAY_FEE_RATE, entry.adjustedSize());
        if (entry.fee() < least) {
            return Optional.of(Rejection.of("min relay fee not met", entry.fee() + " < " + least));
        }
        return Policy.dustOutputs(entry.transaction()) > 0
                ? Optional.of(Rejection.of("dust", "tx with dust output must be 0-fee"))
                : Optional.empty();
    }

    private Optional<Rejection> checkCluster(MempoolEntry entry, Set<String> leaving) {
        if (pool.parents(entry.transaction()).isEmpty()) {
            return Optional.empty();
        }
        Mempool after = pool.without(leaving).with(entry);
        Set<String> cluster = MiningOrder.cluster(after, entry.transaction().txid());
        long size = after.entries(cluster).stream()
                .mapToLong(MempoolEntry::adjustedSize)
                .sum();
        return cluster.size() > Policy.MAX_CLUSTER_COUNT || size > Policy.MAX_CLUSTER_SIZE
                ? rejected("too-large-cluster")
                : Optional.empty();
    }

    private static Optional<Rejection> rejected(String reason) {
        return Optional.of(Rejection.of(reason));
    }
}
