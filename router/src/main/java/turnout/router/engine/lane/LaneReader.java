package turnout.router.engine.lane;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Cuts what arrives into frames. A frame that is in one piece is handed on where it lies; of one that comes in pieces only
 * what has arrived takes memory, never what its length promises.
 */
final class LaneReader {

    /** Hears whole frames whose type and length are those of docs/lane.md. */
    interface Frames {

        /** {@code source[from, from + length)} is valid during the call; {@code length} includes its own four bytes. */
        void frame(int type, ByteBuf source, int from, int length) throws LaneFault;
    }

    private final Frames frames;
    private final int limitBytes;
    private ByteBuf partial = Unpooled.EMPTY_BUFFER;

    /** @param limitBytes the largest length that is accepted */
    LaneReader(Frames frames, int limitBytes) {
        this.frames = frames;
        this.limitBytes = limitBytes;
    }

    /** Reads all of {@code in}, which stays the caller's. */
    void read(ByteBuf in) throws LaneFault {
        while (in.isReadable()) {
            if (partial.isReadable()) {
                fill(in);
            } else {
                int whole = wholeBytes(in, in.readerIndex(), in.readableBytes());
                if (whole > in.readableBytes()) {
                    partial = in.alloc().buffer(in.readableBytes()).writeBytes(in);
                    return;
                }
                int from = in.readerIndex();
                in.skipBytes(whole);
                frame(in, from, whole);
            }
        }
    }

    private void fill(ByteBuf in) throws LaneFault {
        int missing = wholeBytes(partial, partial.readerIndex(), partial.readableBytes()) - partial.readableBytes();
        int taken = Math.min(missing, in.readableBytes());
        partial.writeBytes(in, taken);
        int whole = wholeBytes(partial, partial.readerIndex(), partial.readableBytes());
        if (whole == partial.readableBytes()) {
            ByteBuf frame = partial;
            partial = Unpooled.EMPTY_BUFFER;
            try {
                frame(frame, frame.readerIndex(), whole);
            } finally {
                frame.release();
            }
        }
    }

    /** Bytes that the frame takes, as far as {@code available} bytes of it tell: at least what its head needs. */
    private int wholeBytes(ByteBuf source, int from, int available) throws LaneFault {
        if (available <= FrameType.LENGTH_BYTES) {
            return FrameType.LENGTH_BYTES + 1; // up to the type, since the length is judged by it
        }
        long length = source.getUnsignedIntLE(from);
        int type = source.getUnsignedByte(from + FrameType.LENGTH_BYTES);
        if (!FrameType.known(type)) {
            throw new LaneFault(LaneCode.PROTOCOL, "frame type " + type + " (expected: 1 to 7)");
        }
        if (length > limitBytes) {
            throw new LaneFault(
                    LaneCode.FRAME_TOO_LARGE, "a frame of " + length + " bytes (expected: at most " + limitBytes + ")");
        }
        if (length < FrameType.smallest(type)) {
            throw new LaneFault(
                    LaneCode.PROTOCOL,
                    "a frame of type " + type + " with " + length + " bytes (expected: at least "
                            + FrameType.smallest(type) + ")");
        }
        return FrameType.LENGTH_BYTES + (int) length;
    }

    private void frame(ByteBuf source, int from, int length) throws LaneFault {
        frames.frame(source.getUnsignedByte(from + FrameType.LENGTH_BYTES), source, from, length);
    }

    void release() {
        partial.release();
        partial = Unpooled.EMPTY_BUFFER;
    }
}
