package turnout.nativeimpl.taproot;

import java.util.Arrays;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TaggedHash;

/** BIP341's tagged hashes, 32 bytes each. */
public final class TapHashes {

    private static final TaggedHash LEAF = TaggedHash.of("TapLeaf");
    private static final TaggedHash BRANCH = TaggedHash.of("TapBranch");
    private static final TaggedHash TWEAK = TaggedHash.of("TapTweak");

    private TapHashes() {}

    /** @param version the leaf version, an even byte */
    public static byte[] leaf(int version, Slice script) {
        Slice head = new ByteWriter(6)
                .write(version)
                .writeCompactSize(script.length())
                .toSlice();
        return LEAF.hash(head, script);
    }

    /** The parent of two nodes, whichever stands left. */
    public static byte[] branch(byte[] one, byte[] other) {
        boolean ordered = Arrays.compareUnsigned(one, other) <= 0;
        return ordered ? BRANCH.hash(Slice.of(one), Slice.of(other)) : BRANCH.hash(Slice.of(other), Slice.of(one));
    }

    /**
     * The number that an output key is tweaked by.
     *
     * @param internalKey x only, 32 bytes
     * @param merkleRoot 32 bytes, or empty where there is no script path
     */
    public static byte[] tweak(Slice internalKey, Slice merkleRoot) {
        return TWEAK.hash(internalKey, merkleRoot);
    }
}
