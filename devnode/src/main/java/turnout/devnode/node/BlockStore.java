package turnout.devnode.node;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.devnode.chain.Block;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/**
 * The blocks that this node mined, one after the other in a file, each after its length as four bytes, highest first.
 * Not forced to disk: it outlives the process, not the machine. Owned by the node's writer.
 */
public final class BlockStore implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(BlockStore.class);

    // A block's weight limit: no block has more bytes.
    private static final int MAX_BLOCK_BYTES = 4_000_000;

    private final FileChannel file;
    private final List<Block> found;

    private BlockStore(FileChannel file, List<Block> found) {
        this.file = file;
        this.found = found;
    }

    /**
     * Opens or makes the file; a last block that was not written whole is cut off.
     *
     * @throws IOException also where another node has it open
     */
    public static BlockStore open(Path path) throws IOException {
        FileChannel file =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (file.tryLock() == null) {
                throw new IOException(path + " is in use by another node");
            }
            return read(path, file);
        } catch (OverlappingFileLockException ours) {
            file.close();
            throw new IOException(path + " is in use by another node of this process", ours);
        } catch (IOException failed) {
            file.close();
            throw failed;
        }
    }

    private static BlockStore read(Path path, FileChannel file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        long whole = 0;
        // Through the locked channel, and left open: closing any handle of the file would end the lock.
        DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(file)));
        try {
            while (true) {
                int length = in.readInt();
                if (length < 0 || length > MAX_BLOCK_BYTES) {
                    throw new Malformed("a length of " + length);
                }
                byte[] raw = new byte[length];
                in.readFully(raw);
                blocks.add(Block.read(Slice.of(raw)));
                whole += 4L + raw.length;
            }
        } catch (EOFException end) {
            log.debug("event=blocks_read count={}", blocks.size());
        } catch (Malformed damaged) {
            log.warn("event=blocks_damaged file={} kept={} bytes={}", path, blocks.size(), whole);
        }
        file.truncate(whole);
        file.position(whole);
        return new BlockStore(file, List.copyOf(blocks));
    }

    /** What was in the file when it was opened, in the order of mining. */
    public List<Block> found() {
        return found;
    }

    void append(Block block) throws IOException {
        Slice raw = block.raw().bytes();
        ByteBuffer record = ByteBuffer.allocate(4 + raw.length());
        record.putInt(raw.length()).put(raw.array(), raw.offset(), raw.length()).flip();
        while (record.hasRemaining()) {
            file.write(record);
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
