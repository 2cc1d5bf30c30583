package turnout.nativeimpl.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A block as serialized. Immutable; shares the array that it was read from.
 *
 * @param bytes the whole serialization
 */
public record RawBlock(Slice bytes, RawHeader header, List<RawTransaction> transactions) {

    // The least bytes of a transaction: version, two counts, lock time.
    private static final int LEAST_TRANSACTION = 10;

    /** Reads bytes that are exactly one block. */
    public static RawBlock readWhole(Slice bytes) throws Malformed {
        return readWhole(bytes, Integer.MAX_VALUE).orElseThrow();
    }

    /**
     * Reads bytes that are exactly one block.
     *
     * @param maxElements inputs, outputs and witness items together, counted after each transaction
     * @return empty for a block that has more, whatever stands behind them
     */
    public static Optional<RawBlock> readWhole(Slice bytes, int maxElements) throws Malformed {
        ByteReader reader = new ByteReader(bytes);
        RawHeader header = RawHeader.read(reader);
        int count = reader.readCompactSize();
        if (count > reader.remaining() / LEAST_TRANSACTION) {
            throw new Malformed("more transactions than bytes");
        }
        List<RawTransaction> transactions = new ArrayList<>(count);
        int elements = 0;
        for (int i = 0; i < count; i++) {
            RawTransaction transaction = TransactionReader.read(bytes, reader);
            elements += transaction.elementCount();
            if (elements > maxElements) {
                return Optional.empty();
            }
            transactions.add(transaction);
        }
        if (reader.remaining() != 0) {
            throw new Malformed("bytes after the block's end");
        }
        return Optional.of(new RawBlock(bytes, header, List.copyOf(transactions)));
    }

    /** Bytes with witness data. */
    public int size() {
        return bytes.length();
    }

    /** Bytes without witness data. */
    public int strippedSize() {
        int stripped = size();
        for (RawTransaction transaction : transactions) {
            stripped -= transaction.size() - transaction.strippedSize();
        }
        return stripped;
    }

    /** BIP141: three times the stripped size and the size. */
    public int weight() {
        return 3 * strippedSize() + size();
    }
}
