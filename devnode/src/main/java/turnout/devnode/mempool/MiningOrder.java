package turnout.devnode.mempool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The order in which the pool would be mined, in chunks: groups of one cluster that are best mined together.
 *
 * <p>A cluster is laid out by its best set of ancestors again and again, then cut into chunks of falling fee rate. Core
 * searches for the best layout; the two agree on clusters without rival branches, which is nearly all of them.
 */
public final class MiningOrder {
    /**
     * Transactions of one cluster that are mined together.
     *
     * @param before weight of the chunks of the same rate that stand before it in its cluster, its own included
     */
    public record Chunk(List<MempoolEntry> entries, long fee, long weight, long before) {
        private boolean paysMoreThan(Chunk other) {
            return fee * other.weight > other.fee * weight;
        }

        private Chunk joined(Chunk other) {
            List<MempoolEntry> both = new ArrayList<>(entries);
            both.addAll(other.entries);
            return new Chunk(both, fee + other.fee, weight + other.weight, 0);
        }
    }

    private static final Comparator<Chunk> BEST_FIRST = byRate().thenComparingLong(Chunk::before)
            // Among equals Core looks at the txid in wire order.
            .thenComparing(
                    chunk -> reversed(chunk.entries().getFirst().transaction().txid()));

    private MiningOrder() {}

    private static Comparator<Chunk> byRate() {
        return (a, b) -> Long.compare(b.fee * a.weight, a.fee * b.weight);
    }

    private static String reversed(String txid) {
        StringBuilder wire = new StringBuilder(txid.length());
        for (int i = txid.length() - 2; i >= 0; i -= 2) {
            wire.append(txid, i, i + 2);
        }
        return wire.toString();
    }

    /** All chunks of the pool, best first, parents before children. */
    public static List<Chunk> of(Mempool pool) {
        List<Chunk> chunks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (MempoolEntry entry : pool.entries()) {
            String txid = entry.transaction().txid();
            if (!seen.contains(txid)) {
                Set<String> cluster = cluster(pool, txid);
                seen.addAll(cluster);
                chunks.addAll(chunks(pool, cluster));
            }
        }
        chunks.sort(BEST_FIRST);
        return chunks;
    }

    /** The chunk that a transaction of the pool is mined with. */
    public static Chunk chunkOf(Mempool pool, String txid) {
        return chunks(pool, cluster(pool, txid)).stream()
                .filter(chunk -> chunk.entries().stream()
                        .anyMatch(entry -> entry.transaction().txid().equals(txid)))
                .findFirst()
                .orElseThrow();
    }

    /** All transactions that are joined to it by spending, in whatever direction. */
    static Set<String> cluster(Mempool pool, String txid) {
        Set<String> cluster = Set.of(txid);
        while (true) {
            Set<String> larger = pool.withDescendants(pool.withAncestors(cluster));
            if (larger.size() == cluster.size()) {
                return larger;
            }
            cluster = larger;
        }
    }

    private static List<Chunk> chunks(Mempool pool, Set<String> cluster) {
        List<Chunk> chunks = new ArrayList<>();
        for (MempoolEntry entry : layout(pool, cluster)) {
            Chunk last = new Chunk(List.of(entry), entry.fee(), entry.adjustedWeight(), 0);
            while (!chunks.isEmpty() && last.paysMoreThan(chunks.getLast())) {
                last = chunks.removeLast().joined(last);
            }
            chunks.add(last);
        }
        return withPrefixWeights(chunks);
    }

    private static List<Chunk> withPrefixWeights(List<Chunk> chunks) {
        List<Chunk> told = new ArrayList<>();
        for (Chunk chunk : chunks) {
            boolean sameRate = !told.isEmpty() && !told.getLast().paysMoreThan(chunk);
            long before = chunk.weight() + (sameRate ? told.getLast().before() : 0);
            told.add(new Chunk(chunk.entries(), chunk.fee(), chunk.weight(), before));
        }
        return told;
    }

    private static List<MempoolEntry> layout(Mempool pool, Set<String> cluster) {
        Map<String, Set<String>> ancestors = new HashMap<>();
        cluster.forEach(txid -> ancestors.put(txid, pool.withAncestors(List.of(txid))));
        Set<String> placed = new LinkedHashSet<>();
        while (placed.size() < cluster.size()) {
            List<MempoolEntry> best = List.of();
            for (String txid : cluster) {
                if (placed.contains(txid)) {
                    continue;
                }
                List<MempoolEntry> set = pool.entries(ancestors.getOrDefault(txid, Set.of()).stream()
                        .filter(id -> !placed.contains(id))
                        .toList());
                if (best.isEmpty() || isBetter(set, best)) {
                    best = set;
                }
            }
            // An ancestor has fewer ancestors than what spends from it.
            best.stream()
                    .map(entry -> entry.transaction().txid())
                    .sorted(Comparator.comparingInt(
                            txid -> ancestors.getOrDefault(txid, Set.of()).size()))
                    .forEach(placed::add);
        }
        return pool.entries(placed);
    }

    private static boolean isBetter(List<MempoolEntry> a, List<MempoolEntry> b) {
        int byRate = Long.compare(fee(a) * weight(b), fee(b) * weight(a));
        return byRate != 0 ? byRate > 0 : weight(a) < weight(b);
    }

    private static long fee(Collection<MempoolEntry> entries) {
        return entries.stream().mapToLong(MempoolEntry::fee).sum();
    }

    private static long weight(Collection<MempoolEntry> entries) {
        return entries.stream().mapToLong(MempoolEntry::adjustedWeight).sum();
    }
}
