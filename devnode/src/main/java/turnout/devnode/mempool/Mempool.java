package turnout.devnode.mempool;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.Outpoint;
import turnout.devnode.chain.Transaction;

/**
 * All unconfirmed transactions at one moment. Immutable; a change copies the maps, which a pool of thousands between
 * two blocks allows, and which spares every reader a lock.
 */
public final class Mempool {
    public static final Mempool EMPTY = new Mempool(Map.of(), Map.of(), 1);

    private final Map<String, MempoolEntry> entries;
    private final Map<Outpoint, String> spenders;
    private final long sequence;

    private Mempool(Map<String, MempoolEntry> entries, Map<Outpoint, String> spenders, long sequence) {
        this.entries = entries;
        this.spenders = spenders;
        this.sequence = sequence;
    }

    public Mempool with(MempoolEntry entry) {
        Map<String, MempoolEntry> more = new LinkedHashMap<>(entries);
        Map<Outpoint, String> spent = new HashMap<>(spenders);
        Transaction transaction = entry.transaction();
        more.put(transaction.txid(), entry);
        transaction.spends().forEach(outpoint -> spent.put(outpoint, transaction.txid()));
        return new Mempool(more, spent, sequence + 1);
    }

    public Mempool without(Collection<String> txids) {
        if (txids.isEmpty()) {
            return this;
        }
        Map<String, MempoolEntry> fewer = new LinkedHashMap<>(entries);
        Map<Outpoint, String> spent = new HashMap<>(spenders);
        for (String txid : txids) {
            MempoolEntry gone = fewer.remove(txid);
            if (gone != null) {
                gone.transaction().spends().forEach(spent::remove);
            }
        }
        return new Mempool(fewer, spent, sequence + 1);
    }

    public Collection<MempoolEntry> entries() {
        return entries.values();
    }

    public Optional<MempoolEntry> entry(String txid) {
        return Optional.ofNullable(entries.get(txid));
    }

    /** The txid of what spends it. */
    public Optional<String> spender(Outpoint outpoint) {
        return Optional.ofNullable(spenders.get(outpoint));
    }

    /** How often this pool has changed; Core's mempool_sequence. */
    public long sequence() {
        return sequence;
    }

    /** An output of an unconfirmed transaction, spent or not. */
    public Optional<Coin> output(Outpoint outpoint) {
        return entry(outpoint.txid())
                .filter(entry ->
                        outpoint.index() < entry.transaction().outputs().size())
                .map(entry ->
                        new Coin(entry.transaction().outputs().get((int) outpoint.index()), Coin.IN_MEMPOOL, false));
    }

    /** Unconfirmed transactions that it spends from, each once. */
    public Set<String> parents(Transaction transaction) {
        Set<String> parents = new LinkedHashSet<>();
        for (Outpoint outpoint : transaction.spends()) {
            if (entries.containsKey(outpoint.txid())) {
                parents.add(outpoint.txid());
            }
        }
        return parents;
    }

    /** Unconfirmed transactions that spend from it, each once. */
    public Set<String> children(Transaction transaction) {
        Set<String> children = new LinkedHashSet<>();
        for (Outpoint outpoint : transaction.makes()) {
            spender(outpoint).ifPresent(children::add);
        }
        return children;
    }

    /** The given ones and all that they spend from, near or far. */
    public Set<String> withAncestors(Collection<String> txids) {
        return closure(txids, this::parents);
    }

    /** The given ones and all that spend from them, near or far. */
    public Set<String> withDescendants(Collection<String> txids) {
        return closure(txids, this::children);
    }

    private Set<String> closure(Collection<String> txids, Function<Transaction, Set<String>> next) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> left = new ArrayDeque<>(txids);
        while (!left.isEmpty()) {
            String txid = left.poll();
            MempoolEntry entry = entries.get(txid);
            if (entry != null && found.add(txid)) {
                left.addAll(next.apply(entry.transaction()));
            }
        }
        return found;
    }

    List<MempoolEntry> entries(Collection<String> txids) {
        return txids.stream().map(entries::get).toList();
    }
}
