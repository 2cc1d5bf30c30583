package turnout.devnode.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The tree of all known blocks and its heaviest branch. Written to by one thread at a time, which its owner sees to;
 * {@link #view()} may be called by any.
 */
public final class Chain {
    private final Ledger ledger = new Ledger();
    // What an operator called invalid; with it goes all that stands on it. Not kept over a restart.
    private final Set<BlockNode> invalid = new HashSet<>();
    private volatile ChainView view;
    private long order;

    private Chain(Block genesis) {
        BlockNode root = new BlockNode(genesis, null, order++);
        ledger.add(root);
        this.view = new ChainView(ledger, List.of(root), root.order());
    }

    /**
     * A chain of blocks that are known to be good: only their links are checked. The first is the genesis block.
     *
     * @throws IllegalStateException where a block's parent does not come before it
     */
    public static Chain of(List<Block> blocks) {
        Chain chain = new Chain(blocks.getFirst());
        for (Block block : blocks.subList(1, blocks.size())) {
            chain.add(block);
        }
        return chain;
    }

    public ChainView view() {
        return view;
    }

    /** Takes a block into the tree, and makes its branch the active one where that has the most work. */
    public void add(Block block) {
        BlockNode parent = ledger.block(block.previousHash())
                .orElseThrow(() -> new IllegalStateException("block " + block.hash() + " has an unknown parent"));
        BlockNode node = new BlockNode(block, parent, order++);
        ledger.add(node);
        boolean heavier = isValid(node) && node.chainWork().compareTo(view.tip().chainWork()) > 0;
        view = new ChainView(ledger, heavier ? branch(node) : view.active(), node.order());
    }

    /** Leaves a block and all above it; the heaviest other branch becomes the active one. */
    public void invalidate(BlockNode block) {
        invalid.add(block);
        choose();
    }

    /** Takes back that a block, or one below or above it, was called invalid. */
    public void reconsider(BlockNode block) {
        invalid.removeIf(node -> isOn(node, block) || isOn(block, node));
        choose();
    }

    private void choose() {
        BlockNode best = ledger.blocks().stream()
                .filter(this::isValid)
                .max(Comparator.comparing(BlockNode::chainWork).thenComparing(node -> -node.order()))
                .orElseThrow();
        if (best != view.tip()) {
            view = new ChainView(ledger, branch(best), order - 1);
        }
    }

    private boolean isValid(BlockNode node) {
        return invalid.stream().noneMatch(bad -> isOn(node, bad));
    }

    /** Whether a block is another one or stands on it. */
    private static boolean isOn(BlockNode node, BlockNode below) {
        return node.height() >= below.height() && node.ancestor(below.height()) == below;
    }

    private List<BlockNode> branch(BlockNode tip) {
        List<BlockNode> active = new ArrayList<>(tip.height() + 1);
        Optional<BlockNode> parent = tip.parent();
        if (parent.isPresent() && parent.get() == view.tip()) {
            active.addAll(view.active());
            active.add(tip);
            return active;
        }
        for (Optional<BlockNode> node = Optional.of(tip);
                node.isPresent();
                node = node.get().parent()) {
            active.add(node.get());
        }
        Collections.reverse(active);
        return active;
    }
}
