package turnout.router.engine.lane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** A cursor over one REPLY where it lies in the receive buffer; valid during {@link LaneCall#replied} only. */
public final class LaneReply {

    /** Offsets of docs/lane.md, "REPLY". */
    private static final int STATUS = 5;

    private static final int FLAGS = 6;
    private static final int ID = 8;
    private static final int DETAILS_BYTES = 12;
    private static final int INITIAL_BYTES = 16;
    private static final int TRAILING_BYTES = 20;

    private static final int REFUSED = 1;
    private static final int LAST_STATUS = 16;

    private ByteBuf source = Unpooled.EMPTY_BUFFER;
    private int from;
    private int initial;
    private int trailing;
    private int body;
    private int end;

    LaneReply() {}

    /** Begins with a frame; its lengths are checked. */
    void begin(ByteBuf frame, int at, int length) throws LaneFault {
        source = frame;
        from = at;
        long details = frame.getUnsignedIntLE(at + DETAILS_BYTES);
        long initialBytes = frame.getUnsignedIntLE(at + INITIAL_BYTES);
        long trailingBytes = frame.getUnsignedIntLE(at + TRAILING_BYTES);
        end = at + length;
        long parts = details + initialBytes + trailingBytes;
        if (parts > length - FrameType.HEAD_BYTES) {
            throw new LaneFault(LaneCode.PROTOCOL, "the parts of a REPLY are longer than it");
        }
        initial = at + FrameType.HEAD_BYTES + (int) details;
        trailing = initial + (int) initialBytes;
        body = trailing + (int) trailingBytes;
        if (status() > LAST_STATUS) {
            throw new LaneFault(LaneCode.PROTOCOL, "status " + status() + " (expected: 0 to 16)");
        }
        if (status() != 0 && body < end) {
            throw new LaneFault(LaneCode.PROTOCOL, "a body beside status " + status());
        }
        if (initialBytes + trailingBytes > 0) {
            LaneMetadata.check(frame, initial, trailing);
            LaneMetadata.check(frame, trailing, body);
        }
    }

    int id() {
        return source.getIntLE(from + ID);
    }

    /** gRPC's number. */
    public int status() {
        return source.getUnsignedByte(from + STATUS);
    }

    /** Whether no handler has begun and none will. */
    public boolean refused() {
        return (source.getUnsignedByte(from + FLAGS) & REFUSED) != 0;
    }

    /** gRPC's status message. */
    public String details() {
        return source.toString(from + FrameType.HEAD_BYTES, initial - from - FrameType.HEAD_BYTES, UTF_8);
    }

    /** Whether there is no metadata and no status message: by far the most replies. */
    public boolean plain() {
        return body == from + FrameType.HEAD_BYTES;
    }

    public boolean hasInitialMetadata() {
        return trailing > initial;
    }

    /** Appends initial metadata as fields of a context-free header block. */
    public void writeInitialMetadata(ByteBuf out) {
        LaneMetadata.write(source, initial, trailing, out);
    }

    /** Appends trailing metadata as fields of a context-free header block. */
    public void writeTrailingMetadata(ByteBuf out) {
        LaneMetadata.write(source, trailing, body, out);
    }

    /** The buffer that the body lies in. */
    public ByteBuf bodySource() {
        return source;
    }

    public int bodyFrom() {
        return body;
    }

    public int bodyBytes() {
        return end - body;
    }
}
