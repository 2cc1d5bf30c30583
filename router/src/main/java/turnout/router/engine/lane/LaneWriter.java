package turnout.router.engine.lane;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import turnout.router.http2.OutputBuffer;

/** Appends the frames that a gateway sends to the connection's {@link OutputBuffer}. */
final class LaneWriter {

    private static final byte[] MAGIC = "LANE".getBytes(US_ASCII);
    private static final int SENTENCE_BYTES = 1_024;

    private final OutputBuffer out;

    LaneWriter(OutputBuffer out) {
        this.out = out;
    }

    void hello(int version, int frameLimitBytes, byte[] token) {
        frame(20 + token.length, FrameType.HELLO)
                .writeByte(0)
                .writeShortLE(version)
                .writeBytes(MAGIC)
                .writeIntLE(frameLimitBytes)
                .writeIntLE(0)
                .writeShortLE(token.length)
                .writeShortLE(0)
                .writeBytes(token);
    }

    /**
     * @param timeoutMicros 0 for none
     * @param body its readable bytes; stays the caller's
     */
    void call(int method, int id, byte[] metadata, long timeoutMicros, ByteBuf body) {
        int bytes = body.readableBytes();
        int parts = FrameType.HEAD_BYTES - FrameType.LENGTH_BYTES + metadata.length;
        out.room(FrameType.LENGTH_BYTES + parts)
                .writeIntLE(parts + bytes)
                .writeByte(FrameType.CALL)
                .writeByte(0)
                .writeShortLE(method)
                .writeIntLE(id)
                .writeIntLE(metadata.length)
                .writeLongLE(timeoutMicros)
                .writeBytes(metadata);
        if (bytes > 0) {
            out.append(body, body.readerIndex(), bytes);
        }
    }

    void cancel(int id) {
        frame(8, FrameType.CANCEL).writeZero(3).writeIntLE(id);
    }

    void ping(long value) {
        frame(12, FrameType.PING).writeZero(3).writeLongLE(value);
    }

    void pong(long value) {
        frame(12, FrameType.PONG).writeZero(3).writeLongLE(value);
    }

    void goAway(LaneCode code, String sentence) {
        byte[] text = sentence.getBytes(UTF_8);
        int bytes = Math.min(text.length, SENTENCE_BYTES);
        frame(8 + bytes, FrameType.GOAWAY)
                .writeByte(0)
                .writeShortLE(code.ordinal())
                .writeIntLE(0)
                .writeBytes(text, 0, bytes);
    }

    void close() {
        out.close();
    }

    private ByteBuf frame(int length, int type) {
        return out.room(FrameType.LENGTH_BYTES + length).writeIntLE(length).writeByte(type);
    }
}
