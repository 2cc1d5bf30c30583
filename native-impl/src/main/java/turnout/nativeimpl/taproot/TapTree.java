package turnout.nativeimpl.taproot;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/**
 * A script tree, from its leaves depth first, left to right: BIP371 writes trees so, and it needs no recursion. Immutable.
 */
public final class TapTree {

    /** BIP341: a longer path fits no control block. */
    public static final int MAX_DEPTH = 128;

    private final List<byte[]> leafHashes;
    private final List<Slice> paths;
    private final Slice merkleRoot;

    private TapTree(List<byte[]> leafHashes, List<Slice> paths, Slice merkleRoot) {
        this.leafHashes = leafHashes;
        this.paths = paths;
        this.merkleRoot = merkleRoot;
    }

    /**
     * Builds the tree; {@link Malformed} where there is no leaf, one is deeper than {@link #MAX_DEPTH}, or the depths are
     * those of no binary tree.
     */
    public static TapTree of(List<TapLeaf> leaves) throws Malformed {
        Deque<Node> open = new ArrayDeque<>();
        List<byte[]> hashes = new ArrayList<>(leaves.size());
        List<ByteWriter> paths = new ArrayList<>(leaves.size());
        for (TapLeaf leaf : leaves) {
            if (leaf.depth() < 0 || leaf.depth() > MAX_DEPTH) {
                throw new Malformed("a leaf at depth " + leaf.depth());
            }
            byte[] hash = leaf.hash();
            Node node = new Node(leaf.depth(), hash, hashes.size(), hashes.size() + 1);
            hashes.add(hash);
            paths.add(new ByteWriter(32 * leaf.depth()));
            while (!open.isEmpty() && node.depth > 0 && open.getLast().depth == node.depth) {
                node = join(open.removeLast(), node, paths);
            }
            open.addLast(node);
        }
        if (open.size() != 1 || open.getLast().depth != 0) {
            throw new Malformed("the depths are those of no tree");
        }
        Slice root = Slice.of(open.getLast().hash);
        return new TapTree(hashes, paths.stream().map(ByteWriter::toSlice).toList(), root);
    }

    /** 32 bytes. */
    public Slice merkleRoot() {
        return merkleRoot;
    }

    /** TapLeaf hash of a leaf, by its place. */
    public byte[] leafHash(int leaf) {
        return leafHashes.get(leaf).clone();
    }

    /** Hashes from a leaf's sibling up to the root's children, 32 bytes each. */
    public Slice path(int leaf) {
        return paths.get(leaf);
    }

    private static Node join(Node left, Node right, List<ByteWriter> paths) {
        for (int i = left.from; i < left.to; i++) {
            paths.get(i).write(right.hash);
        }
        for (int i = right.from; i < right.to; i++) {
            paths.get(i).write(left.hash);
        }
        return new Node(left.depth - 1, TapHashes.branch(left.hash, right.hash), left.from, right.to);
    }

    /** A finished part of the tree and the run of leaves below it. */
    @SuppressWarnings("ArrayRecordComponent") // Never compared.
    private record Node(int depth, byte[] hash, int from, int to) {}
}
