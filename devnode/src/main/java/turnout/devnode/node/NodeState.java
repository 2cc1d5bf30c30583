package turnout.devnode.node;

import java.util.Optional;
import turnout.devnode.chain.ChainView;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.Outpoint;
import turnout.devnode.chain.Place;
import turnout.devnode.chain.Transaction;
import turnout.devnode.mempool.Mempool;

/** Chain and mempool as they were together at one moment. Immutable. */
public record NodeState(ChainView chain, Mempool mempool) {
    /** Unconfirmed or confirmed. */
    public Optional<Transaction> transaction(String txid) {
        return mempool.entry(txid)
                .map(entry -> entry.transaction())
                .or(() -> chain.transaction(txid).map(Place::transaction));
    }

    /** An output that nothing spends, neither confirmed nor unconfirmed. */
    public Optional<Coin> unspent(Outpoint outpoint) {
        if (mempool.spender(outpoint).isPresent()) {
            return Optional.empty();
        }
        return mempool.output(outpoint).or(() -> chain.unspent(outpoint));
    }
}
