package turnout.router.http2;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;

/** Appends frames to the connection's {@link OutputBuffer}. */
final class FrameWriter {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(UTF_8);

    private final OutputBuffer out;

    FrameWriter(ChannelHandlerContext context) {
        this.out = new OutputBuffer(context);
    }

    void preface() {
        out.room(PREFACE.length).writeBytes(PREFACE);
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
            frameHeader(part, Frame.DATA, flags, id, 0);
            out.append(source, from + at, part);
            at += part;
        } while (at < length);
    }

    private ByteBuf frame(int length, int type, int flags, int id) {
        return frameHeader(length, type, flags, id, length);
    }

    private ByteBuf frameHeader(int length, int type, int flags, int id, int room) {
        ByteBuf to = out.room(Frame.HEADER_BYTES + room);
        to.writeInt(length << 8 | type);
        to.writeByte(flags);
        to.writeInt(id);
        return to;
    }

    void closeOutput() {
        out.closeOutput();
    }

    void close() {
        out.close();
    }
}
