package turnout.nativeimpl.psbt;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/**
 * Where a taproot key comes from (BIP371).
 *
 * @param leafHashes of the leaves that the key stands in, sorted, each once
 */
public record TapOrigin(List<Slice> leafHashes, KeyOrigin origin) {

    /** Reads a record's value. */
    public static TapOrigin read(Slice value) throws Malformed {
        ByteReader reader = new ByteReader(value);
        int count = reader.readCompactSize();
        if (count > reader.remaining() / 32) {
            throw new Malformed("more leaf hashes than bytes");
        }
        SortedSet<Slice> hashes = new TreeSet<>(RecordMap.BYTES);
        for (int i = 0; i < count; i++) {
            hashes.add(reader.read(32));
        }
        return new TapOrigin(List.copyOf(hashes), KeyOrigin.read(reader.read(reader.remaining())));
    }

    Slice bytes() {
        ByteWriter out = new ByteWriter(40 + 32 * leafHashes.size()).writeCompactSize(leafHashes.size());
        leafHashes.forEach(out::write);
        return out.write(origin.bytes()).toSlice();
    }
}
