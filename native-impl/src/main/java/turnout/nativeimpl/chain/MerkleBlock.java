package turnout.nativeimpl.chain;

import java.util.ArrayList;
import java.util.List;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawHeader;
import turnout.nativeimpl.codec.Slice;

/**
 * BIP37's merkle block as serialized: a header, and a part of its tree.
 *
 * @param transactionCount of the whole block, unsigned
 * @param hashes of the nodes that the proof gives, depth first, 32 bytes in wire order
 * @param flags one bit a visited node, the lowest bit of a byte first
 */
record MerkleBlock(RawHeader header, int transactionCount, List<Slice> hashes, Slice flags) {

    private static final int HASH_SIZE = 32;

    /** Reads bytes that are exactly one merkle block. */
    static MerkleBlock readWhole(Slice bytes) throws Malformed {
        ByteReader reader = new ByteReader(bytes);
        RawHeader header = RawHeader.read(reader);
        int transactionCount = reader.readInt();
        int hashCount = reader.readCompactSize();
        if (hashCount > reader.remaining() / HASH_SIZE) {
            throw new Malformed("more hashes than bytes");
        }
        List<Slice> hashes = new ArrayList<>(hashCount);
        for (int i = 0; i < hashCount; i++) {
            hashes.add(reader.read(HASH_SIZE));
        }
        MerkleBlock block = new MerkleBlock(header, transactionCount, hashes, reader.readSized());
        if (reader.remaining() != 0) {
            throw new Malformed("bytes after the end");
        }
        return block;
    }

    int flagCount() {
        return flags.length() * Byte.SIZE;
    }

    boolean flag(int index) {
        return (flags.at(index / Byte.SIZE) >> index % Byte.SIZE & 1) != 0;
    }
}
