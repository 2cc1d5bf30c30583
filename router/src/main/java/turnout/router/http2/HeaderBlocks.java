package turnout.router.http2;

import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.FastThreadLocal;
import org.jspecify.annotations.Nullable;

/** Opens the header blocks of one peer: with a table as long as it may use one, in place from then on. */
final class HeaderBlocks {

    /** Scratch space, one per event loop. */
    private static final FastThreadLocal<HeaderBlock> BLOCK = new FastThreadLocal<>() {
        @Override
        protected HeaderBlock initialValue() {
            return new HeaderBlock();
        }
    };

    /**
     * A dynamic table size update to 0: what an encoder begins its first block with after it has acknowledged our SETTINGS
     * (RFC 7541 §4.2). One that never says it is read with a table for as long as it lasts.
     */
    private static final byte TABLE_SIZE_0 = 0x20;

    private Hpack.@Nullable BeforeAck beforeAck = new Hpack.BeforeAck();
    private boolean acknowledged;

    /** The peer has taken in that we have no table. */
    void acknowledged() {
        acknowledged = true;
    }

    /** The block as a cursor at its first field, valid until the next one on this loop. */
    HeaderBlock open(int streamId, ByteBuf source, int from, int length) throws ConnectionError {
        checkSize(length);
        if (acknowledged && length > 0 && source.getByte(from) == TABLE_SIZE_0) {
            beforeAck = null;
        }
        HeaderBlock block = BLOCK.get();
        if (beforeAck == null) {
            block.begin(source, from, length);
        } else {
            ByteBuf free = beforeAck.contextFree(streamId, source.slice(from, length));
            checkSize(free.readableBytes());
            block.begin(free, 0, free.readableBytes());
        }
        return block;
    }

    private static void checkSize(int bytes) throws ConnectionError {
        if (bytes > HeaderBlock.MAX_BYTES) {
            throw new ConnectionError(ErrorCode.ENHANCE_YOUR_CALM, "header-block-bytes");
        }
    }
}
