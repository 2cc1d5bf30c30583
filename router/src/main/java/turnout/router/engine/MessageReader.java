package turnout.router.engine;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Body;

/**
 * Puts the one length-prefixed message of a unary call together (gRPC over HTTP/2: a compressed flag, four bytes of
 * length, the message). Memory is taken as bytes arrive, never as a prefix promises.
 */
public final class MessageReader {

    /** What is known so far. */
    public enum State {
        READING,
        WHOLE,
        TOO_LARGE,
        MORE_THAN_ONE
    }

    private static final int PREFIX_BYTES = 5;

    private final int limitBytes;
    private State state = State.READING;
    private int prefixRead;
    private boolean compressed;
    private int length;
    private @Nullable ByteBuf partial;
    private @Nullable Body body;

    public MessageReader(int limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Adds {@code source[index, index + bytes)}, which stays the caller's. */
    public State add(ByteBuf source, int index, int bytes) {
        if (read(source, index, bytes) < bytes && state == State.WHOLE) {
            state = State.MORE_THAN_ONE;
        }
        return state;
    }

    /**
     * Reads up to the end of the message, for streams of them.
     *
     * @return how many of the bytes belong to this message
     */
    public int read(ByteBuf source, int index, int bytes) {
        int at = index;
        int end = index + bytes;
        while (state == State.READING && prefixRead < PREFIX_BYTES && at < end) {
            int next = source.getUnsignedByte(at++);
            if (prefixRead++ == 0) {
                compressed = next != 0;
            } else {
                length = length << 8 | next;
            }
        }
        if (state == State.READING && prefixRead == PREFIX_BYTES) {
            at += message(source, at, end - at);
        }
        return at - index;
    }

    private int message(ByteBuf source, int at, int available) {
        if (length < 0 || length > limitBytes) {
            state = State.TOO_LARGE;
            return available;
        }
        if (partial == null && available >= length) {
            body = BufferBody.of(source, at, length);
            state = State.WHOLE;
            return length;
        }
        if (partial == null) {
            partial = source.alloc().buffer(Math.min(length, Math.max(available, 16 * 1024)), length);
        }
        int taken = Math.min(available, length - partial.readableBytes());
        partial.writeBytes(source, at, taken);
        if (partial.readableBytes() == length) {
            body = BufferBody.owning(partial);
            partial = null;
            state = State.WHOLE;
        }
        return taken;
    }

    public State state() {
        return state;
    }

    /** Whether nothing has arrived at all. */
    public boolean empty() {
        return prefixRead == 0;
    }

    public boolean compressed() {
        return compressed;
    }

    /** The whole message; the caller becomes its holder. Once only, in state WHOLE. */
    public Body take() {
        Body whole = body;
        if (whole == null) {
            throw new IllegalStateException("there is no whole message in state " + state);
        }
        body = null;
        return whole;
    }

    public void release() {
        if (partial != null) {
            partial.release();
            partial = null;
        }
        if (body != null) {
            body.release();
            body = null;
        }
    }
}
