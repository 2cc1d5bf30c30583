package turnout.devnode.chain;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawHeader;
import turnout.nativeimpl.codec.Slice;

/**
 * A BIP37 merkle block: a header, and the part of its tree that proves some transactions.
 *
 * @param hashes in the order of a walk from the root, left before right
 * @param bits whether a match lies below, one for each node of that walk; padded with false to whole bytes
 */
public record MerkleProof(RawHeader header, int transactionCount, List<Slice> hashes, List<Boolean> bits) {
    // A block's 4,000,000 weight units hold no more transactions of the least weight, 240.
    private static final int MAX_TRANSACTIONS = 4_000_000 / 240;

    /** The proof of those of the block's transactions. */
    public static MerkleProof of(Block block, Set<String> txids) {
        List<byte[]> leaves =
                block.transactions().stream().map(Transaction::txidBytes).toList();
        List<Boolean> matches = block.transactions().stream()
                .map(tx -> txids.contains(tx.txid()))
                .toList();
        MerkleProof proof = new MerkleProof(block.header(), leaves.size(), new ArrayList<>(), new ArrayList<>());
        int height = 0;
        while (width(leaves.size(), height) > 1) {
            height++;
        }
        proof.describe(leaves, matches, height, 0);
        return proof;
    }

    private void describe(List<byte[]> leaves, List<Boolean> matches, int height, int position) {
        int from = position << height;
        int to = Math.min((position + 1) << height, leaves.size());
        boolean matched = matches.subList(from, to).contains(true);
        bits.add(matched);
        if (height == 0 || !matched) {
            hashes.add(Slice.of(hashAt(leaves, height, position)));
            return;
        }
        describe(leaves, matches, height - 1, 2 * position);
        if (2 * position + 1 < width(leaves.size(), height - 1)) {
            describe(leaves, matches, height - 1, 2 * position + 1);
        }
    }

    private static byte[] hashAt(List<byte[]> leaves, int height, int position) {
        if (height == 0) {
            return leaves.get(position);
        }
        byte[] left = hashAt(leaves, height - 1, 2 * position);
        boolean hasRight = 2 * position + 1 < width(leaves.size(), height - 1);
        return MerkleTree.pair(left, hasRight ? hashAt(leaves, height - 1, 2 * position + 1) : left);
    }

    private static int width(int transactions, int height) {
        return (transactions + (1 << height) - 1) >> height;
    }

    /** Reads one from the front of the bytes; what follows it is not looked at, as in Core. */
    public static MerkleProof read(Slice bytes) throws Malformed {
        ByteReader in = new ByteReader(bytes);
        RawHeader header = RawHeader.read(in);
        int transactions = in.readInt();
        int count = in.readCompactSize();
        List<Slice> hashes = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            hashes.add(in.read(32));
        }
        Slice packed = in.readSized();
        List<Boolean> bits = new ArrayList<>();
        for (int i = 0; i < 8 * packed.length(); i++) {
            bits.add((packed.at(i / 8) >> (i % 8) & 1) == 1);
        }
        return new MerkleProof(header, transactions, hashes, bits);
    }

    public byte[] toBytes() {
        WireWriter out =
                new WireWriter().bytes(header.bytes()).u32(transactionCount).compactSize(hashes.size());
        hashes.forEach(out::bytes);
        byte[] packed = new byte[(bits.size() + 7) / 8];
        for (int i = 0; i < bits.size(); i++) {
            if (bits.get(i)) {
                packed[i / 8] |= (byte) (1 << (i % 8));
            }
        }
        return out.sized(packed).toBytes();
    }

    /** The proven txids in block order; empty where the proof does not hold for its header. */
    public Optional<List<String>> verify() {
        if (transactionCount <= 0
                || transactionCount > MAX_TRANSACTIONS
                || hashes.size() > transactionCount
                || bits.size() < hashes.size()) {
            return Optional.empty();
        }
        Walk walk = new Walk();
        int height = 0;
        while (width(transactionCount, height) > 1) {
            height++;
        }
        Optional<byte[]> root = walk.node(height, 0);
        boolean whole = (walk.bitsUsed + 7) / 8 == (bits.size() + 7) / 8 && walk.hashesUsed == hashes.size();
        return root.isPresent()
                        && whole
                        && Arrays.equals(root.get(), header.merkleRoot().toByteArray())
                ? Optional.of(walk.found)
                : Optional.empty();
    }

    private final class Walk {
        private final List<String> found = new ArrayList<>();
        private int bitsUsed;
        private int hashesUsed;

        /** Empty where the proof ends too early or two children are equal, which would prove what is not there. */
        private Optional<byte[]> node(int height, int position) {
            if (bitsUsed >= bits.size()) {
                return Optional.empty();
            }
            boolean matched = bits.get(bitsUsed++);
            if (height == 0 || !matched) {
                return leaf(height == 0 && matched);
            }
            Optional<byte[]> left = node(height - 1, 2 * position);
            if (left.isEmpty() || 2 * position + 1 >= width(transactionCount, height - 1)) {
                return left.map(only -> MerkleTree.pair(only, only));
            }
            Optional<byte[]> right = node(height - 1, 2 * position + 1);
            // CVE-2012-2459.
            return right.filter(other -> !Arrays.equals(left.get(), other))
                    .map(other -> MerkleTree.pair(left.get(), other));
        }

        private Optional<byte[]> leaf(boolean isMatch) {
            if (hashesUsed >= hashes.size()) {
                return Optional.empty();
            }
            Slice hash = hashes.get(hashesUsed++);
            if (isMatch) {
                found.add(Hashes.toReversedHex(hash));
            }
            return Optional.of(hash.toByteArray());
        }
    }
}
