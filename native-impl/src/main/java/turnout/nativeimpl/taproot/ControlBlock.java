package turnout.nativeimpl.taproot;

import java.util.Optional;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Slice;

/**
 * What proves that a script stands in an output's tree.
 *
 * @param leafVersion an even byte
 * @param oddY of the output key
 * @param internalKey x only, 32 bytes
 * @param path 0 to 128 hashes of 32 bytes, the leaf's sibling first
 */
public record ControlBlock(int leafVersion, boolean oddY, Slice internalKey, Slice path) {

    private static final int BASE = 33;

    /** Reads one; empty for a length that no depth has. */
    public static Optional<ControlBlock> parse(Slice bytes) {
        int path = bytes.length() - BASE;
        if (path < 0 || path % 32 != 0 || path > 32 * TapTree.MAX_DEPTH) {
            return Optional.empty();
        }
        int first = bytes.at(0);
        return Optional.of(
                new ControlBlock(first & 0xfe, (first & 1) != 0, bytes.slice(1, 32), bytes.slice(BASE, path)));
    }

    public Slice bytes() {
        return new ByteWriter(BASE + path.length())
                .write(leafVersion | (oddY ? 1 : 0))
                .write(internalKey)
                .write(path)
                .toSlice();
    }

    /** The root that this path leads to from a leaf's hash, 32 bytes. */
    public byte[] merkleRoot(byte[] leafHash) {
        byte[] node = leafHash;
        for (int at = 0; at < path.length(); at += 32) {
            node = TapHashes.branch(node, path.slice(at, 32).toByteArray());
        }
        return node;
    }

    /** Whether it proves a leaf, by its hash, against an output key (x only, 32 bytes). */
    public boolean proves(byte[] leafHash, Slice outputKey) {
        OutputKey key = OutputKey.of(internalKey, Slice.of(merkleRoot(leafHash)));
        return key != null && key.oddY() == oddY && key.x().equals(outputKey);
    }
}
