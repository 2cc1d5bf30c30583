package turnout.devnode.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import turnout.nativeimpl.codec.ByteReader;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/** Reads a blk file of Core's: magic, length, block, again and again, all of it XOR-ed with a key of eight bytes. */
public final class BlockFile {
    // Regtest's message start, fabfb5da, as a little-endian number.
    private static final int MAGIC = 0xdab5bffa;
    // The recorded blk00000.dat: a copy that lost bytes must not start as a shorter chain.
    private static final int RECORDED_BYTES = 53_626;

    private BlockFile() {}

    /** The chain that the node starts on: 116 blocks recorded from a Bitcoin Core 31.99 on regtest, in file order. */
    public static List<Block> recorded() {
        byte[] file = resource("blk00000.dat");
        if (file.length != RECORDED_BYTES) {
            throw new IllegalStateException(
                    "blk00000.dat has " + file.length + " bytes (expected: " + RECORDED_BYTES + ")");
        }
        try {
            return read(file, resource("xor.dat"));
        } catch (Malformed damaged) {
            throw new IllegalStateException("blk00000.dat is damaged", damaged);
        }
    }

    static List<Block> read(byte[] file, byte[] key) throws Malformed {
        byte[] plain = new byte[file.length];
        for (int i = 0; i < file.length; i++) {
            plain[i] = (byte) (file[i] ^ key[i % key.length]);
        }
        ByteReader in = new ByteReader(Slice.of(plain));
        List<Block> blocks = new ArrayList<>();
        while (in.remaining() > 0) {
            if (in.readInt() != MAGIC) {
                throw new Malformed("no message start before block " + blocks.size());
            }
            blocks.add(Block.read(in.read(in.readInt())));
        }
        return blocks;
    }

    private static byte[] resource(String name) {
        try (InputStream in = BlockFile.class.getResourceAsStream("/turnout/devnode/" + name)) {
            if (in == null) {
                throw new IllegalStateException("resource " + name + " is missing");
            }
            return in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
