package turnout.router.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * One stream of a {@link Connection}: what the peer sends arrives at the methods that subclasses implement; what is sent
 * goes through {@code send…}. All of it on the connection's event loop.
 *
 * <p>DATA that the peer's windows do not allow yet waits here, and everything sent later, trailers above all, waits
 * behind it. What waits is bounded by whoever feeds the stream: a relay gives window back upstream only in {@link #sent}.
 */
public abstract class Stream {

    /** Given to {@link #aborted} in place of a code of HTTP/2 when the whole connection ended. */
    public static final int CONNECTION_LOST = -1;

    /** Smaller DATA is copied into the connection's buffer: a slice would pin a whole receive buffer. */
    private static final int COPY_UP_TO_BYTES = 4_096;

    private final Connection connection;
    private final int id;

    long sendWindow;
    int receiveWindow;
    int consumed;
    long contentLength = -1;
    long received;
    boolean headersReceived;
    boolean remoteEnded;
    boolean localEnded;
    boolean dead;
    boolean waiting;
    final long openedNanos;

    private @Nullable ArrayDeque<ByteBuf> queue;
    private byte @Nullable [] queuedTrailers;
    private boolean queuedEnd;

    protected Stream(Connection connection, int id, long nowNanos) {
        this.connection = connection;
        this.id = id;
        this.openedNanos = nowNanos;
    }

    /** A block begins; a second one is trailers. */
    protected abstract void headersBegin();

    /** A field of the block; valid only during the call. */
    protected abstract void field(HeaderBlock field);

    /** The block was well-formed and has ended. */
    protected abstract void headersEnd(boolean endStream);

    /**
     * Message bytes in {@code source[index, index + length)}, valid only during the call.
     *
     * @param credit bytes to hand to {@link #grant} once they no longer need memory of ours
     */
    protected abstract void data(ByteBuf source, int index, int length, int credit, boolean endStream);

    /** The stream has ended early: by the peer, by the connection's end, or because it broke a rule of HTTP/2. */
    protected abstract void aborted(int errorCode, String reason);

    /** The header list is over the announced limit. Nothing of it arrives after this. */
    protected void headersTooLarge() {
        reset(ErrorCode.ENHANCE_YOUR_CALM);
        aborted(ErrorCode.ENHANCE_YOUR_CALM, "the header list is over the announced limit");
    }

    /** DATA left for the peer. */
    protected void sent(int bytes) {}

    /** Both sides have ended, or it was reset; nothing arrives any more. */
    protected void closed() {}

    public final int id() {
        return id;
    }

    public final Connection connection() {
        return connection;
    }

    public final long openedNanos() {
        return openedNanos;
    }

    /** Whether nothing can be sent any more. */
    public final boolean sendEnded() {
        return localEnded || dead || queuedEnd;
    }

    public final boolean receiveEnded() {
        return remoteEnded || dead;
    }

    /** DATA that waits for window. */
    public final boolean sendBlocked() {
        return queue != null && !queue.isEmpty();
    }

    public final void sendHeaders(byte[] block, int from, int length, boolean endStream) {
        if (sendEnded()) {
            return;
        }
        if (sendBlocked()) {
            // Only trailers can come here: they must not overtake the DATA that waits.
            queuedTrailers = java.util.Arrays.copyOfRange(block, from, from + length);
            queuedEnd = true;
            return;
        }
        connection.writeHeaders(this, block, from, length, endStream);
    }

    public final void sendHeaders(ByteBuf block, boolean endStream) {
        if (block.hasArray()) {
            sendHeaders(block.array(), block.arrayOffset() + block.readerIndex(), block.readableBytes(), endStream);
        } else {
            byte[] copy = new byte[block.readableBytes()];
            block.getBytes(block.readerIndex(), copy);
            sendHeaders(copy, 0, copy.length, endStream);
        }
    }

    /** Sends or queues bytes of {@code source}, which stays the caller's. */
    public final void sendData(ByteBuf source, int index, int length, boolean endStream) {
        if (sendEnded()) {
            return;
        }
        if (sendBlocked() || !connection.maySend(this, length)) {
            enqueue(source, index, length, endStream);
            connection.drainSoon(this);
            return;
        }
        connection.writeData(this, source, index, length, endStream);
        sent(length);
    }

    /** Ends the stream at once in both directions; nothing queued is sent. */
    public final void reset(int errorCode) {
        if (!dead && !(localEnded && remoteEnded)) {
            connection.writeReset(id, errorCode);
            connection.forget(this, true);
        }
    }

    /** Gives receive window back for bytes that no longer need memory of ours. */
    public final void grant(int bytes) {
        if (remoteEnded || dead || bytes == 0) {
            return;
        }
        consumed += bytes;
        if (consumed >= connection.streamWindow() / 2) {
            connection.writeWindowUpdate(id, consumed);
            receiveWindow += consumed;
            consumed = 0;
        }
    }

    private void enqueue(ByteBuf source, int index, int length, boolean endStream) {
        if (queue == null) {
            queue = new ArrayDeque<>(4);
        }
        queue.add(
                length <= COPY_UP_TO_BYTES
                        ? Unpooled.copiedBuffer(source.slice(index, length))
                        : source.retainedSlice(index, length));
        queuedEnd |= endStream;
    }

    /** Sends what the windows allow now. */
    final void drain() {
        while (queue != null && !queue.isEmpty() && !dead) {
            ByteBuf first = queue.getFirst();
            int length = first.readableBytes();
            int allowed = connection.sendable(this, length);
            if (allowed <= 0 && length > 0) {
                return;
            }
            if (allowed < length) {
                connection.writeData(this, first, first.readerIndex(), allowed, false);
                first.skipBytes(allowed);
            } else {
                queue.removeFirst();
                boolean last = queue.isEmpty() && queuedEnd && queuedTrailers == null;
                connection.writeData(this, first, first.readerIndex(), length, last);
                first.release();
            }
            sent(allowed);
        }
        if (queuedTrailers != null && !dead) {
            byte[] trailers = queuedTrailers;
            queuedTrailers = null;
            connection.writeHeaders(this, trailers, 0, trailers.length, true);
        }
    }

    final void releaseQueue() {
        if (queue != null) {
            queue.forEach(ByteBuf::release);
            queue.clear();
        }
        queuedTrailers = null;
    }
}
