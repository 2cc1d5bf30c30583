package turnout.nativeimpl.psbt;

import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/** What a proprietary record's key says (BIP174). */
public record ProprietaryKey(Slice identifier, int subtype) {

    /** Reads a whole key, type included. */
    public static ProprietaryKey read(Slice key) throws Malformed {
        ByteReader reader = new ByteReader(key);
        reader.readCompactSize();
        return new ProprietaryKey(reader.readSized(), reader.readCompactSize());
    }
}
