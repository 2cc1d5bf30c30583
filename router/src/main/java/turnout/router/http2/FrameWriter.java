package turnout.router.http2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.DuplexChannel;
import org.jspecify.annotations.Nullable;

/** Appends frames to one buffer per connection, which {@link FlushBatch} writes once per loop turn. */
final class FrameWriter {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(UTF_8);

    /** DATA up to this is copied; above it a slice is written between two buffers. */
    private static final int COPY_UP_TO_BYTES = 4_096;

    private final Connection connection;
    private final ChannelHandlerContext context;
    private @Nullable ByteBuf out;
    private int expectedBytes = 512;
    private boolean dirty;

    FrameWriter(Connection connection, ChannelHandlerContext context) {
        this.connection = connection;
        this.context = context;
    }

    void preface() {
        buffer(PREFACE.length).writeBytes(PREFACE);
    }

    void settings(Limits limits, boolean server) {
        ByteBuf to = frame(24, Frame.SETTINGS, 0, 0);
        setting(to, Frame.SETTINGS_HEADER_TABLE_SIZE, 0);
        if (server) {
            setting(to, Frame.SETTINGS_MAX_CONCURRENT_STREAMS, limits.maxStreams());
        } else {
            setting(to, Frame.SETTINGS_ENABLE_PUSH, 0);
        }
        setting(to, Frame.SETTINGS_INITIAL_WINDOW_SIZE, limits.streamWindow());
        setting(to, Frame.SETTINGS_MAX_HEADER_LIST_SIZE, limits.headerListBytes());
    }

    private static void setting(ByteBuf to, int key, int value) {
        to.writeShort(key).writeInt(value);
    }

    void emptySettings() {
        frame(0, Frame.SETTINGS, 0, 0);
    }

    void settingsAck() {
        frame(0, Frame.SETTINGS, Frame.ACK, 0);
    }

    void ping(boolean ack, long data) {
        frame(8, Frame.PING, ack ? Frame.ACK : 0, 0).writeLong(data);
    }

    void goAway(int lastId, int code, String debug) {
        byte[] text = debug.getBytes(UTF_8);
        frame(8 + text.length, Frame.GOAWAY, 0, 0)
                .writeInt(lastId)
                .writeInt(code)
                .writeBytes(text);
    }

    void windowUpdate(int id, int increment) {
        frame(4, Frame.WINDOW_UPDATE, 0, id).writeInt(increment);
    }

    void reset(int id, int code) {
        frame(4, Frame.RST_STREAM, 0, id).writeInt(code);
    }

    void headers(int id, byte[] block, int from, int length, boolean endStream) {
        int first = Math.min(length, Frame.MAX_SIZE);
        int flags = (endStream ? Frame.END_STREAM : 0) | (first == length ? Frame.END_HEADERS : 0);
        frame(first, Frame.HEADERS, flags, id).writeBytes(block, from, first);
        for (int at = first; at < length; at += Frame.MAX_SIZE) {
            int part = Math.min(length - at, Frame.MAX_SIZE);
            frame(part, Frame.CONTINUATION, at + part == length ? Frame.END_HEADERS : 0, id)
                    .writeBytes(block, from + at, part);
        }
    }

    void data(int id, ByteBuf source, int from, int length, boolean endStream) {
        int at = 0;
        do {
            int part = Math.min(length - at, Frame.MAX_SIZE);
            int flags = endStream && at + part == length ? Frame.END_STREAM : 0;
            if (part <= COPY_UP_TO_BYTES) {
                frame(part, Frame.DATA, flags, id).writeBytes(source, from + at, part);
            } else {
                frameHeader(part, Frame.DATA, flags, id, 0);
                writeOut();
                context.write(source.retainedSlice(from + at, part), context.voidPromise());
                markDirty();
            }
            at += part;
        } while (at < length);
    }

    private ByteBuf frame(int length, int type, int flags, int id) {
        return frameHeader(length, type, flags, id, length);
    }

    private ByteBuf frameHeader(int length, int type, int flags, int id, int room) {
        ByteBuf to = buffer(Frame.HEADER_BYTES + room);
        to.writeInt(length << 8 | type);
        to.writeByte(flags);
        to.writeInt(id);
        return to;
    }

    private ByteBuf buffer(int bytes) {
        markDirty();
        if (out == null) {
            out = context.alloc().directBuffer(Math.max(expectedBytes, bytes));
        }
        return out.ensureWritable(bytes);
    }

    private void markDirty() {
        if (!dirty) {
            dirty = true;
            FlushBatch.ofLoop().add(connection, context.channel().eventLoop());
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

    void flushNow() {
        dirty = false;
        writeOut();
        context.flush();
    }

    void closeOutput() {
        writeOut();
        dirty = false;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> {
            if (context.channel() instanceof DuplexChannel duplex) {
                duplex.shutdownOutput();
            }
        });
    }

    void close() {
        writeOut();
        dirty = false;
        context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
}
