package turnout.devnode.chain;

/** Where a transaction stands. */
public record Place(BlockNode node, int position) {
    public Transaction transaction() {
        return node.block().transactions().get(position);
    }
}
