package turnout.nativeimpl.psbt;

import java.util.ArrayList;
import java.util.List;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/**
 * Where a key comes from.
 *
 * @param fingerprint of the master key, 4 bytes
 * @param path child numbers with their hardened bits
 */
public record KeyOrigin(Slice fingerprint, List<Integer> path) {

    /** BIP32: no key lies deeper. */
    private static final int MAX_STEPS = 255;

    /** Reads a record's value: fours of bytes, one at least, at most 255 steps. */
    public static KeyOrigin read(Slice value) throws Malformed {
        if (value.isEmpty() || value.length() % 4 != 0 || value.length() > 4 + 4 * MAX_STEPS) {
            throw new Malformed("a key origin that is not made of fours, or too deep");
        }
        ByteReader reader = new ByteReader(value);
        Slice fingerprint = reader.read(4);
        List<Integer> path = new ArrayList<>(reader.remaining() / 4);
        while (reader.remaining() > 0) {
            path.add(reader.readInt());
        }
        return new KeyOrigin(fingerprint, path);
    }

    Slice bytes() {
        ByteWriter out = new ByteWriter(4 + 4 * path.size()).write(fingerprint);
        path.forEach(out::writeInt);
        return out.toSlice();
    }

    /** {@code m/84h/0h/0h/0/5}, as Core writes it. */
    public String text() {
        StringBuilder text = new StringBuilder("m");
        for (int step : path) {
            text.append('/').append(step & Integer.MAX_VALUE);
            if (step < 0) {
                text.append('h');
            }
        }
        return text.toString();
    }
}
