package turnout.load.vectors;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A block as serialized, read by nobody's engine: an oracle for both. Its txids are right, because the merkle root of its
 * header is theirs.
 *
 * @param raw all of it
 * @param header 80 bytes
 */
public record WireBlock(ByteString raw, ByteString header, List<WireTransaction> transactions) {

    private static final int HEADER = 80;
    private static final int ROOT_AT = 36;
    private static final int HASH = 32;

    public WireBlock {
        transactions = List.copyOf(transactions);
    }

    /** @throws IllegalArgumentException when it is not one whole block with its merkle root */
    public static WireBlock read(byte[] block) {
        WireReader reader = new WireReader(block);
        byte[] header = reader.bytes(HEADER);
        int count = reader.count();
        List<WireTransaction> transactions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            transactions.add(WireTransaction.read(reader));
        }
        reader.requireEnd();
        byte[] root = Arrays.copyOfRange(header, ROOT_AT, ROOT_AT + HASH);
        if (!Arrays.equals(root, root(transactions))) {
            throw new IllegalArgumentException("the transactions are not those of the header's merkle root");
        }
        return new WireBlock(ByteString.copyFrom(block), ByteString.copyFrom(header), transactions);
    }

    /** Usual reversed hex. */
    public String hash() {
        return WireHashes.reversedHex(WireHashes.twice(header.toByteArray()));
    }

    private static byte[] root(List<WireTransaction> transactions) {
        List<byte[]> level = transactions.stream()
                .map(transaction -> transaction.txidBytes().toByteArray())
                .toList();
        while (level.size() > 1) {
            List<byte[]> above = new ArrayList<>();
            for (int i = 0; i < level.size(); i += 2) {
                byte[] pair = Arrays.copyOf(level.get(i), 2 * HASH);
                System.arraycopy(level.get(Math.min(i + 1, level.size() - 1)), 0, pair, HASH, HASH);
                above.add(WireHashes.twice(pair));
            }
            level = above;
        }
        return level.getFirst();
    }
}
