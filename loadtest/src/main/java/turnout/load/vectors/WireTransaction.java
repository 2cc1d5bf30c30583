package turnout.load.vectors;

import com.google.protobuf.ByteString;

/**
 * A transaction as serialized, read by nobody's engine.
 *
 * @param stripped without witness data
 */
public record WireTransaction(ByteString raw, ByteString stripped) {

    private static final int OUTPOINT = 36;

    /** Reads one; a marker of 0 and a flag of 1 are witness data, as in every transaction of a block. */
    static WireTransaction read(WireReader reader) {
        int begin = reader.position();
        ByteString version = ByteString.copyFrom(reader.bytes(4));
        boolean witness = reader.takesWitnessMarker();
        int bodyBegin = reader.position();
        int inputs = reader.count();
        for (int i = 0; i < inputs; i++) {
            reader.skip(OUTPOINT);
            reader.skip(reader.count());
            reader.skip(4);
        }
        int outputs = reader.count();
        for (int i = 0; i < outputs; i++) {
            reader.skip(8);
            reader.skip(reader.count());
        }
        ByteString body = reader.from(bodyBegin);
        for (int i = 0; witness && i < inputs; i++) {
            int items = reader.count();
            for (int item = 0; item < items; item++) {
                reader.skip(reader.count());
            }
        }
        ByteString lockTime = ByteString.copyFrom(reader.bytes(4));
        return new WireTransaction(reader.from(begin), version.concat(body).concat(lockTime));
    }

    ByteString txidBytes() {
        return ByteString.copyFrom(WireHashes.twice(stripped.toByteArray()));
    }

    /** Usual reversed hex. */
    public String txid() {
        return WireHashes.reversedHex(txidBytes().toByteArray());
    }

    /** Usual reversed hex. */
    public String wtxid() {
        return WireHashes.reversedHex(WireHashes.twice(raw.toByteArray()));
    }

    /** BIP141. */
    public int weight() {
        return 3 * stripped.size() + raw.size();
    }
}
