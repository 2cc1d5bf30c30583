package turnout.nativeimpl.codec;

import java.util.ArrayList;
import java.util.List;

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
        ByteReader reader = new ByteReader(bytes);
        RawHeader header = RawHeader.read(reader);
        int count = reader.readCompactSize();
        if (count > reader.remaining() / LEAST_TRANSACTION) {
            throw new Malformed("more transactions than bytes");
        }
        List<RawTransaction> transactions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            transactions.add(TransactionReader.read(bytes, reader));
        }
        if (reader.remaining() != 0) {
            throw new Malformed("bytes after the block's end");
        }
        return new RawBlock(bytes, header, List.copyOf(transactions));
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
