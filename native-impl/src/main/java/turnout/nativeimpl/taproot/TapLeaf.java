package turnout.nativeimpl.taproot;

import turnout.nativeimpl.codec.Slice;

/**
 * One leaf of a script tree.
 *
 * @param depth steps from the root, 0 for a tree of one leaf
 * @param version the leaf version, an even byte; 0xc0 is tapscript
 */
public record TapLeaf(int depth, int version, Slice script) {

    /** BIP342's leaf version. */
    public static final int TAPSCRIPT = 0xc0;

    /** TapLeaf hash, 32 bytes. */
    public byte[] hash() {
        return TapHashes.leaf(version, script);
    }
}
