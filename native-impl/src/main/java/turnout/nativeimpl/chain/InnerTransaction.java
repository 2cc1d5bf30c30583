package turnout.nativeimpl.chain;

import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/**
 * Whether the 64 bytes of an inner node of a merkle tree are a transaction (CVE-2017-12842): then one of its halves can
 * be passed off as a txid below it. Two honest hashes look like one with a probability below 2^-40.
 */
final class InnerTransaction {

    private static final long MAX_MONEY = 2_100_000_000_000_000L;

    private InnerTransaction() {}

    /** A transaction of 64 bytes has one input and one output, with scripts of 4 bytes together. */
    static boolean isOne(byte[] node) {
        ByteReader reader = new ByteReader(Slice.of(node));
        try {
            reader.read(4);
            if (reader.readByte() != 1) {
                return false;
            }
            reader.read(36);
            reader.readSized();
            reader.read(4);
            if (reader.readByte() != 1) {
                return false;
            }
            long value = reader.readLong();
            reader.readSized();
            reader.read(4);
            return reader.remaining() == 0 && value >= 0 && value <= MAX_MONEY;
        } catch (Malformed e) {
            return false;
        }
    }
}
