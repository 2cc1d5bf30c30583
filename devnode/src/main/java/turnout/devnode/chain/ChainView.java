package turnout.devnode.chain;

import java.util.List;
import java.util.Optional;
import turnout.nativeimpl.codec.ScriptCursor;

/** The active chain at one moment. Immutable: blocks that come later are not seen through it. */
public final class ChainView {
    private final Ledger ledger;
    private final List<BlockNode> active;
    private final long order;

    /** @param active from genesis to tip, never changed */
    ChainView(Ledger ledger, List<BlockNode> active, long order) {
        this.ledger = ledger;
        this.active = active;
        this.order = order;
    }

    List<BlockNode> active() {
        return active;
    }

    public BlockNode tip() {
        return active.getLast();
    }

    public int height() {
        return active.size() - 1;
    }

    /** Empty above the tip and below zero. */
    public Optional<BlockNode> at(int height) {
        return height < 0 || height >= active.size() ? Optional.empty() : Optional.of(active.get(height));
    }

    /** A block of the active chain or of a side branch. */
    public Optional<BlockNode> block(String hash) {
        return ledger.block(hash).filter(node -> node.order() <= order);
    }

    public boolean contains(BlockNode node) {
        return node.height() < active.size() && active.get(node.height()) == node;
    }

    /** A confirmed transaction. */
    public Optional<Place> transaction(String txid) {
        return ledger.transaction(txid).stream()
                .filter(place -> contains(place.node()))
                .findFirst();
    }

    /** An output of a confirmed transaction, spent or not. */
    public Optional<Coin> output(Outpoint outpoint) {
        return transaction(outpoint.txid())
                .filter(place ->
                        outpoint.index() < place.transaction().outputs().size())
                .map(place -> new Coin(
                        place.transaction().outputs().get((int) outpoint.index()),
                        place.node().height(),
                        place.position() == 0));
    }

    /** A confirmed output that no confirmed transaction spends. */
    public Optional<Coin> unspent(Outpoint outpoint) {
        boolean spent = ledger.spenders(outpoint).stream().anyMatch(place -> contains(place.node()));
        return spent
                ? Optional.empty()
                : output(outpoint)
                        .filter(coin ->
                                !ScriptCursor.isUnspendable(coin.output().scriptPubKey()));
    }
}
