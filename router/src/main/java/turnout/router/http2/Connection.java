package turnout.router.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.collection.IntObjectHashMap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of an HTTP/2 connection: the table of its streams between {@link Inbound}, which hears the peer, and
 * {@link FrameWriter}, which answers. Everything runs on the event loop of its channel.
 */
@SuppressWarnings("this-escape") // The reader only keeps the reference until the first read.
public abstract class Connection extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    private final boolean server;
    private final Limits limits;
    private final IntObjectHashMap<Stream> streams = new IntObjectHashMap<>();
    private final SendWindows windows = new SendWindows();
    private final ResetMemory resets = new ResetMemory();
    private final FloodGuard guard = new FloodGuard();
    private final Inbound inbound;
    private final FrameReader reader;

    private @Nullable FrameWriter writer;
    private @Nullable ChannelHandlerContext context;
    private long peerMaxStreams = Integer.MAX_VALUE;
    private int nextStream = 1;
    private boolean goAwaySent;
    private boolean goAwayReceived;
    private boolean closed;

    protected Connection(boolean server, Limits limits) {
        this.server = server;
        this.limits = limits;
        this.inbound = new Inbound(this, server, limits, guard);
        this.reader = new FrameReader(inbound, server);
    }

    // What subclasses hear.

    /** A request begins on a new stream; null refuses it, unprocessed (REFUSED_STREAM). Servers only. */
    protected @Nullable Stream accept(int id, long nowNanos) {
        return null;
    }

    /** The peer's first SETTINGS arrived: the handshake is done. */
    protected void ready() {}

    /** The peer answered a {@link #ping}. */
    protected void pong(long data) {}

    /** The peer will take no new streams. */
    protected void goAwayReceived(int errorCode, String debug) {}

    /** The channel is closed; every stream has been told. */
    protected void disconnected(String reason) {}

    /** A stream has left the table. */
    protected void streamEnded() {}

    /** The peer ran into a limit; its name. */
    protected void limitHit(String limit) {}

    /** A frame arrived. */
    protected void active() {}

    // What subclasses may ask and do.

    protected final Channel channel() {
        return context().channel();
    }

    public final int streamCount() {
        return streams.size();
    }

    /** Whether a client may open one more stream now. */
    public final boolean mayOpen() {
        return inbound.settingsReceived()
                && !goAwayReceived
                && !closed
                && streams.size() < peerMaxStreams
                && nextStream < 1 << 30;
    }

    /** Whether it is open and was not told to go away. */
    public final boolean usable() {
        return inbound.settingsReceived() && !goAwayReceived && !closed;
    }

    /** Stream ids run out after 2^30 streams; from here on the connection should be replaced. */
    public final boolean wornOut() {
        return nextStream >= 1 << 30;
    }

    protected final int takeStreamId() {
        int id = nextStream;
        nextStream += 2;
        return id;
    }

    protected final void register(Stream stream) {
        windows.opened(stream);
        stream.receiveWindow = limits.streamWindow();
        streams.put(stream.id(), stream);
    }

    public final void ping(long data) {
        writer().ping(false, data);
    }

    /** Makes the peer say something: it must acknowledge SETTINGS, empty ones too, and no server punishes them. */
    public final void probe() {
        writer().emptySettings();
    }

    /** Announces that no stream above the last one that was seen will be answered. */
    public final void goAway(int errorCode, String debug) {
        writer().goAway(inbound.lastPeerStream(), errorCode, debug);
        goAwaySent = true;
    }

    /** First step of a graceful end: nothing is refused yet (RFC 9113 §6.8). */
    public final void announceGoAway() {
        writer().goAway(Integer.MAX_VALUE, ErrorCode.NO_ERROR, "shutting down");
    }

    /**
     * Writes what is buffered, says that no more comes, and closes when the peer has, or after a second. Closing at once
     * with bytes of the peer's unread would make the kernel drop what the peer has not read yet.
     */
    public final void closeGently() {
        if (context != null && !closed) {
            writer().closeOutput();
            channel().eventLoop().schedule(this::close, 1, TimeUnit.SECONDS);
        }
    }

    /** Writes what is buffered and closes. */
    public final void close() {
        if (context != null && !closed) {
            writer().close();
        }
    }

    // Netty.

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        writer = new FrameWriter(ctx);
        if (ctx.channel().isActive()) {
            start();
        }
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        start();
    }

    private void start() {
        FrameWriter out = writer();
        if (!server) {
            out.preface();
        }
        out.settings(limits, server);
        out.windowUpdate(0, limits.connectionWindow() - 65_535);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (!closed) {
                active();
                reader.read(in);
            }
        } catch (ConnectionError e) {
            fail(e.code, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("event=connection-fault peer={}", ctx.channel().remoteAddress(), e);
            fail(ErrorCode.INTERNAL_ERROR, "internal error");
        } finally {
            in.release();
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        boolean writable = ctx.channel().isWritable();
        if (server) {
            // A client that does not read its socket is not served either; upstream is always read.
            ctx.channel().config().setAutoRead(writable);
        }
        if (writable) {
            windows.drainWaiting();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        lose("the connection was closed");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        lose(String.valueOf(cause.getMessage()));
        ctx.close();
    }

    private void fail(int code, String message) {
        if (code == ErrorCode.ENHANCE_YOUR_CALM) {
            limitHit(message);
        }
        if (!closed) {
            goAway(code, message);
            close();
            lose(message);
        }
    }

    private void lose(String reason) {
        if (closed) {
            return;
        }
        closed = true;
        reader.release();
        List<Stream> lost = new ArrayList<>(streams.values());
        streams.clear();
        for (Stream stream : lost) {
            end(stream);
            stream.closed();
            stream.aborted(Stream.CONNECTION_LOST, reason);
        }
        disconnected(reason);
    }

    // For Inbound.

    @Nullable
    Stream stream(int id) {
        return streams.get(id);
    }

    Iterable<Stream> streams() {
        return streams.values();
    }

    SendWindows windows() {
        return windows;
    }

    ResetMemory resets() {
        return resets;
    }

    boolean goAwaySent() {
        return goAwaySent;
    }

    int nextStream() {
        return nextStream;
    }

    void peerMaxStreams(long most) {
        peerMaxStreams = most;
    }

    void goAway(int lastId, int code, String debug) {
        goAwayReceived = true;
        if (!server) {
            for (Stream stream : new ArrayList<>(streams.values())) {
                if (stream.id() > lastId) {
                    forget(stream, false);
                    stream.aborted(ErrorCode.REFUSED_STREAM, "the peer is going away");
                }
            }
        }
        goAwayReceived(code, debug);
    }

    // For Stream.

    int streamWindow() {
        return limits.streamWindow();
    }

    boolean maySend(Stream stream, int bytes) {
        return bytes == 0
                || windows.allowed(stream, bytes) == bytes && channel().isWritable();
    }

    int sendable(Stream stream, int bytes) {
        if (!channel().isWritable()) {
            return 0;
        }
        return (int) windows.allowed(stream, bytes);
    }

    void writeHeaders(Stream stream, byte[] block, int from, int length, boolean endStream) {
        guard.sentSomething();
        writer().headers(stream.id(), block, from, length, endStream);
        if (endStream) {
            localEnd(stream);
        }
    }

    void writeData(Stream stream, ByteBuf source, int from, int length, boolean endStream) {
        guard.sentSomething();
        windows.spend(stream, length);
        writer().data(stream.id(), source, from, length, endStream);
        if (endStream) {
            localEnd(stream);
        }
    }

    void writeWindowUpdate(int id, int increment) {
        guard.sentSomething();
        writer().windowUpdate(id, increment);
    }

    void writeReset(int id, int code) {
        writer().reset(id, code);
    }

    void drainSoon(Stream stream) {
        windows.drainOrWait(stream);
    }

    /** Takes the stream out of the table. */
    void forget(Stream stream, boolean resetByUs) {
        if (resetByUs) {
            resets.add(stream.id());
        }
        if (streams.remove(stream.id()) != null) {
            end(stream);
            stream.closed();
            streamEnded();
        }
    }

    private void end(Stream stream) {
        stream.dead = true;
        stream.releaseQueue();
    }

    private void localEnd(Stream stream) {
        stream.localEnded = true;
        if (server && !stream.remoteEnded) {
            // A whole reply to half a request: the rest of the request is not wanted (RFC 9113 §8.1).
            writeReset(stream.id(), ErrorCode.NO_ERROR);
            forget(stream, true);
            return;
        }
        closeIfDone(stream);
    }

    void closeIfDone(Stream stream) {
        if (stream.remoteEnded && !stream.dead && (stream.localEnded || !server)) {
            if (!stream.localEnded) {
                // A whole reply to half a request of ours: nobody reads the rest.
                writeReset(stream.id(), ErrorCode.NO_ERROR);
            }
            forget(stream, !stream.localEnded);
        }
    }

    void streamError(Stream stream, int code, String reason) {
        writeReset(stream.id(), code);
        forget(stream, true);
        stream.aborted(code, reason);
    }

    FrameWriter writer() {
        if (writer == null) {
            throw new IllegalStateException("the connection has no channel yet");
        }
        return writer;
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the connection has no channel yet");
        }
        return context;
    }
}
