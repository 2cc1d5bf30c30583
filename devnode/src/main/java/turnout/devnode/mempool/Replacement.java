package turnout.devnode.mempool;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import turnout.devnode.chain.Outpoint;
import turnout.devnode.chain.Rejection;

/**
 * What a transaction pushes out of the pool because both spend the same, and whether it pays enough for that: more than
 * all that leaves, by at least the relay fee of its own size, and at a better rate than each that it conflicts with.
 *
 * <p>BIP125 without its signalling, which Core no longer asks for. Core compares whole fee-rate diagrams instead of the
 * last of the three.
 */
final class Replacement {
    private static final int MAX_LEAVING = 100;

    private final Mempool pool;
    private final MempoolEntry entry;
    private final Set<String> conflicts;
    private final Set<String> leaving;

    private Replacement(Mempool pool, MempoolEntry entry, Set<String> conflicts) {
        this.pool = pool;
        this.entry = entry;
        this.conflicts = conflicts;
        this.leaving = pool.withDescendants(conflicts);
    }

    static Replacement of(Mempool pool, MempoolEntry entry) {
        Set<String> conflicts = new LinkedHashSet<>();
        for (Outpoint outpoint : entry.transaction().spends()) {
            pool.spender(outpoint).ifPresent(conflicts::add);
        }
        return new Replacement(pool, entry, conflicts);
    }

    /** The conflicts and all that spends from them. */
    Set<String> leaving() {
        return leaving;
    }

    Optional<Rejection> check() {
        if (conflicts.isEmpty()) {
            return Optional.empty();
        }
        String txid = entry.transaction().txid();
        if (pool.withAncestors(pool.parents(entry.transaction())).stream().anyMatch(leaving::contains)) {
            return Optional.of(
                    Rejection.of("bad-txns-spends-conflicting-tx", txid + " spends conflicting transaction"));
        }
        if (leaving.size() > MAX_LEAVING) {
            return Optional.of(Rejection.of("too many potential replacements"));
        }
        long lost = pool.entries(leaving).stream().mapToLong(MempoolEntry::fee).sum();
        if (entry.fee() < lost) {
            return insufficient(txid + ", less fees than conflicting txs; " + entry.fee() + " < " + lost);
        }
        long relay = Policy.fee(Policy.MIN_RELAY_FEE_RATE, entry.adjustedSize());
        if (entry.fee() - lost < relay) {
            return insufficient(
                    txid + ", not enough additional fees to relay; " + (entry.fee() - lost) + " < " + relay);
        }
        boolean better = pool.entries(conflicts).stream()
                .allMatch(other -> entry.fee() * other.adjustedWeight() > other.fee() * entry.adjustedWeight());
        return better
                ? Optional.empty()
                : Optional.of(
                        Rejection.of("replacement-failed", "insufficient feerate: does not improve feerate diagram"));
    }

    private static Optional<Rejection> insufficient(String why) {
        return Optional.of(Rejection.of("insufficient fee", "rejecting replacement " + why));
    }
}
