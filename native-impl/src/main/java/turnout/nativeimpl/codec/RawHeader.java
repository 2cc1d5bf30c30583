package turnout.nativeimpl.codec;

/**
 * A block header as serialized, 80 bytes.
 *
 * @param previousBlockHash 32 bytes in wire order
 * @param merkleRoot 32 bytes in wire order
 * @param time unsigned seconds since 1970
 * @param bits compact target
 * @param nonce unsigned
 */
public record RawHeader(
        Slice bytes, int version, Slice previousBlockHash, Slice merkleRoot, int time, int bits, int nonce) {

    public static final int SIZE = 80;

    /** Reads the next 80 bytes. */
    public static RawHeader read(ByteReader reader) throws Malformed {
        Slice bytes = reader.read(SIZE);
        ByteReader fields = new ByteReader(bytes);
        return new RawHeader(
                bytes,
                fields.readInt(),
                fields.read(32),
                fields.read(32),
                fields.readInt(),
                fields.readInt(),
                fields.readInt());
    }

    /** Double SHA-256, in wire order. */
    public byte[] hashBytes() {
        return Hashes.doubleSha256(bytes);
    }

    public String hash() {
        return Hashes.toReversedHex(hashBytes());
    }
}
