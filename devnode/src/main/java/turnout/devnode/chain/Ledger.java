package turnout.devnode.chain;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What is true of blocks whatever chain is active: which there are, which transactions they hold, what these spend.
 *
 * <p>Facts are only ever added, by the one writer that {@link Chain} is; a {@link ChainView} decides which of them
 * count. So a view stays right while blocks arrive, a reorganisation moves no data, and undo data is a look-up.
 */
final class Ledger {
    private final Map<String, BlockNode> blocks = new ConcurrentHashMap<>();
    private final Map<String, List<Place>> transactions = new ConcurrentHashMap<>();
    private final Map<Outpoint, List<Place>> spenders = new ConcurrentHashMap<>();

    void add(BlockNode node) {
        // The genesis coinbase cannot be spent and no index has it.
        if (node.height() > 0) {
            List<Transaction> all = node.block().transactions();
            for (int position = 0; position < all.size(); position++) {
                addTransaction(new Place(node, position));
            }
        }
        blocks.put(node.hash(), node);
    }

    private void addTransaction(Place place) {
        Transaction transaction = place.transaction();
        transactions.merge(transaction.txid(), List.of(place), Ledger::join);
        for (Outpoint outpoint : transaction.spends()) {
            spenders.merge(outpoint, List.of(place), Ledger::join);
        }
    }

    private static List<Place> join(List<Place> some, List<Place> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    Collection<BlockNode> blocks() {
        return blocks.values();
    }

    Optional<BlockNode> block(String hash) {
        return Optional.ofNullable(blocks.get(hash));
    }

    /** Every place of it: one in each branch at most. */
    List<Place> transaction(String txid) {
        return transactions.getOrDefault(txid, List.of());
    }

    List<Place> spenders(Outpoint outpoint) {
        return spenders.getOrDefault(outpoint, List.of());
    }
}
