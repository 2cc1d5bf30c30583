package turnout.nativeimpl.block;

import java.util.Arrays;
import java.util.List;
import turnout.nativeimpl.codec.Hashes;

/**
 * The root of a merkle tree, as Core's ComputeMerkleRoot.
 *
 * @param hash 32 bytes in wire order
 * @param mutated whether two equal hashes stand side by side, so that another list has the same root (CVE-2012-2459)
 */
public record MerkleRoot(byte[] hash, boolean mutated) {

    /** Of hashes of 32 bytes in wire order; of none it is zero. */
    public static MerkleRoot of(List<byte[]> hashes) {
        if (hashes.isEmpty()) {
            return new MerkleRoot(new byte[32], false);
        }
        byte[][] level = hashes.toArray(byte[][]::new);
        boolean mutated = false;
        int count = level.length;
        byte[] pair = new byte[64];
        while (count > 1) {
            for (int i = 0; i + 1 < count; i += 2) {
                mutated |= Arrays.equals(level[i], level[i + 1]);
            }
            int parents = (count + 1) / 2;
            for (int i = 0; i < parents; i++) {
                System.arraycopy(level[2 * i], 0, pair, 0, 32);
                System.arraycopy(level[Math.min(2 * i + 1, count - 1)], 0, pair, 32, 32);
                level[i] = Hashes.doubleSha256(pair);
            }
            count = parents;
        }
        return new MerkleRoot(level[0], mutated);
    }
}
