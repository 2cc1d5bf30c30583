package turnout.load.vectors;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** The blocks of the corpus. */
public final class BlockFiles {

    public static final String FIRST = "blocks/mainnet-1-255.blk.bz2";

    private static final String LARGE_LEGACY = "blocks/block413567.raw";
    private static final String LARGE_SEGWIT =
            "blocks/mainnet_block_000000000000000000000c835b2adcaedc20fdf6ee440009c249452c726dafae.raw";

    private BlockFiles() {}

    /** Mainnet's blocks 1 to 255, from blk framing: a magic of 4 bytes and a length before each. */
    public static List<WireBlock> first(Corpus corpus) throws IOException {
        byte[] framed;
        try (InputStream in = new BZip2CompressorInputStream(new ByteArrayInputStream(corpus.bytes(FIRST)), true)) {
            framed = in.readAllBytes();
        }
        WireReader reader = new WireReader(framed);
        List<WireBlock> blocks = new ArrayList<>();
        while (!reader.atEnd()) {
            reader.skip(4);
            blocks.add(WireBlock.read(reader.bytes((int) reader.number(4))));
        }
        return blocks;
    }

    /** One block of 1 MB without witness data, and one of 1.4 MB with it. */
    public static List<WireBlock> large(Corpus corpus) throws IOException {
        return List.of(WireBlock.read(corpus.bytes(LARGE_LEGACY)), WireBlock.read(corpus.bytes(LARGE_SEGWIT)));
    }
}
