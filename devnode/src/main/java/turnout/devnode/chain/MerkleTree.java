package turnout.devnode.chain;

import java.util.ArrayList;
import java.util.List;
import turnout.nativeimpl.codec.Hashes;

/** The merkle root over hashes in wire order; a level of odd length repeats its last hash. */
final class MerkleTree {
    private MerkleTree() {}

    static byte[] root(List<byte[]> leaves) {
        List<byte[]> level = leaves;
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>((level.size() + 1) / 2);
            for (int i = 0; i < level.size(); i += 2) {
                above.add(pair(level.get(i), level.get(Math.min(i + 1, level.size() - 1))));
            }
            level = above;
        }
        return level.getFirst();
    }

    static byte[] pair(byte[] left, byte[] right) {
        byte[] both = new byte[64];
        System.arraycopy(left, 0, both, 0, 32);
        System.arraycopy(right, 0, both, 32, 32);
        return Hashes.doubleSha256(both);
    }
}
