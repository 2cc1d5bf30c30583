package turnout.router.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/** Frames and header blocks as a peer writes them, byte by byte. */
final class Bytes {

    static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII);

    private Bytes() {}

    static byte[] frame(int type, int flags, int id, byte... payload) {
        ByteBuf out = Unpooled.buffer();
        out.writeMedium(payload.length)
                .writeByte(type)
                .writeByte(flags)
                .writeInt(id)
                .writeBytes(payload);
        return ByteBufUtil.getBytes(out);
    }

    /** A block of literals, from names and values in turn. */
    static byte[] block(String... fields) {
        ByteBuf out = Unpooled.buffer();
        for (int i = 0; i < fields.length; i += 2) {
            Hpack.write(out, fields[i].getBytes(US_ASCII), fields[i + 1].getBytes(US_ASCII));
        }
        return ByteBufUtil.getBytes(out);
    }

    /** A well-formed request's block, with more fields behind it. */
    static byte[] request(String... more) {
        return concat(block(":method", "POST", ":scheme", "http", ":path", "/a/b"), block(more));
    }

    static byte[] headers(int id, boolean end, byte[] block) {
        return frame(Frame.HEADERS, Frame.END_HEADERS | (end ? Frame.END_STREAM : 0), id, block);
    }

    static byte[] data(int id, boolean end, int length) {
        byte[] payload = new byte[length];
        java.util.Arrays.fill(payload, (byte) 'd');
        return frame(Frame.DATA, end ? Frame.END_STREAM : 0, id, payload);
    }

    static byte[] number(int value) {
        return ByteBufUtil.getBytes(Unpooled.buffer().writeInt(value));
    }

    static byte[] concat(byte[]... parts) {
        return ByteBufUtil.getBytes(Unpooled.wrappedBuffer(parts));
    }

    static String text(int type, int flags, int id, ByteBuf payload) {
        return switch (type) {
            case Frame.DATA -> "DATA#" + id + " " + payload.readableBytes() + end(flags);
            case Frame.HEADERS -> "HEADERS#" + id + end(flags);
            case Frame.RST_STREAM -> "RST_STREAM#" + id + "(" + payload.readInt() + ")";
            case Frame.GOAWAY -> "GOAWAY(" + payload.skipBytes(4).readInt() + ")";
            case Frame.WINDOW_UPDATE -> "WINDOW_UPDATE#" + id + " " + payload.readInt();
            case Frame.PING -> "PING" + ((flags & Frame.ACK) != 0 ? " ack" : "");
            case Frame.SETTINGS -> "SETTINGS" + ((flags & Frame.ACK) != 0 ? " ack" : "");
            default -> "frame " + type;
        };
    }

    private static String end(int flags) {
        return (flags & Frame.END_STREAM) != 0 ? " end" : "";
    }
}
