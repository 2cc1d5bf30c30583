package turnout.router.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import org.jspecify.annotations.Nullable;

/** What one connection has to say in this turn of its event loop: gathered, then written by {@link FlushBatch} at once. */
public final class OutputBuffer {

    /** Up to this is copied; above it a slice is written between two buffers. */
    private static final int COPY_UP_TO_BYTES = 4_096;

    private final ChannelHandlerContext context;
    private @Nullable ByteBuf out;
    private int expectedBytes = 512;
    private boolean dirty;

    public OutputBuffer(ChannelHandlerContext context) {
        this.context = context;
    }

    /** The buffer to write the next bytes to, with room for that many. Not to be kept. */
    public ByteBuf room(int bytes) {
        markDirty();
        if (out == null) {
            out = context.alloc().directBuffer(Math.max(expectedBytes, bytes));
        }
        return out.ensureWritable(bytes);
    }

    /** Says bytes of a buffer that stays the caller's: copied when they are few, a slice of it otherwise. */
    public void append(ByteBuf source, int from, int length) {
        if (length <= COPY_UP_TO_BYTES) {
            room(length).writeBytes(source, from, length);
        } else {
            writeOut();
            context.write(source.retainedSlice(from, length), context.voidPromise());
            markDirty();
        }
    }

    void flushNow() {
        dirty = false;
        writeOut();
        context.flush();
    }

    /** Writes what is buffered and says that no more comes. */
    public void closeOutput() {
        writeOut();
        dirty = false;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (context.channel() instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
        });
    }

    /** Writes what is buffered and closes the channel. */
    public void close() {
        writeOut();
        dirty = false;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    private void markDirty() {
        if (!dirty) {
            dirty = true;
            FlushBatch.ofLoop().add(this, context.channel().eventLoop());
        }
    }

    private void writeOut() {
        ByteBuf full = out;
        if (full != null) {
            out = null;
            // Room for what the last turn needed, so that most turns allocate once and never grow.
            expectedBytes = Math.clamp(Integer.highestOneBit(full.readableBytes()) * 2, 512, 64 * 1024);
            context.write(full, context.voidPromise());
        }
    }
}
