package turnout.router.http2;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.collection.IntObjectHashMap;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One end of an HTTP/2 connection: takes frames from {@link FrameReader}, keeps the stream table and the connection's
 * windows, and writes through {@link FrameWriter}. Everything runs on the event loop of its channel.
 *
 * <p>The receive window of the connection refills as soon as bytes arrive, whoever still holds them: else one slow reader
 * would stall all its neighbours. Memory is bounded by the streams' windows, which their users give back.
 */
@SuppressWarnings("this-escape") // The reader only keeps the reference until the first read.
public abstract class Connection extends ChannelInboundHandlerAdapter {

    private static final Logger log = LoggerFactory.getLogger(Connection.class);

    /** Scratch space, one per event loop. */
    private static final FastThreadLocal<HeaderBlock> BLOCK = new FastThreadLocal<>() {
        @Override
        protected HeaderBlock initialValue() {
            return new HeaderBlock();
        }
    };

    /** How many of the last streams we reset are remembered, so that what was in flight is not an error (§5.1). */
    private static final int REMEMBERED_RESETS = 1_024;

    /**
     * A dynamic table size update to 0: what an encoder begins its first block with after it has acknowledged our SETTINGS
     * (RFC 7541 §4.2). One that never says it is read with a table for as long as it lasts.
     */
    private static final byte TABLE_SIZE_0 = 0x20;

    private final boolean server;
    private final Limits limits;
    private final IntObjectHashMap<Stream> streams = new IntObjectHashMap<>();
    private final FieldRules rules = new FieldRules();
    private final ArrayDeque<Stream> blocked = new ArrayDeque<>();
    private final FrameReader reader;
    private final FloodGuard guard = new FloodGuard();
    private Hpack.@Nullable BeforeAck beforeAck = new Hpack.BeforeAck();
    private boolean acknowledged;
    private int @Nullable [] resets;

    private @Nullable FrameWriter writer;
    private @Nullable ChannelHandlerContext context;
    private long sendWindow = 65_535;
    private int receiveWindow = 65_535;
    private int unannounced;
    private int peerInitialWindow = 65_535;
    private long peerMaxStreams = Integer.MAX_VALUE;
    private int lastPeerStream;
    private int nextStream = 1;
    private boolean settingsReceived;
    private boolean goAwaySent;
    private boolean goAwayReceived;
    private boolean closed;

    protected Connection(boolean server, Limits limits) {
        this.server = server;
        this.limits = limits;
        this.reader = new FrameReader(this, server);
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
        return settingsReceived
                && !goAwayReceived
                && !closed
                && streams.size() < peerMaxStreams
                && nextStream < 1 << 30;
    }

    /** Whether it is open and was not told to go away. */
    public final boolean usable() {
        return settingsReceived && !goAwayReceived && !closed;
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
        stream.sendWindow = peerInitialWindow;
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
        writer().goAway(lastPeerStream, errorCode, debug);
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
        writer = new FrameWriter(this, ctx);
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
        receiveWindow = limits.connectionWindow();
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
            drainBlocked();
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

    final void flushNow() {
        writer().flushNow();
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
            stream.aborted(Stream.CONNECTION_LOST, reason);
        }
        disconnected(reason);
    }

    // Frames, from FrameReader.

    /** Called before every frame. */
    void frame(int type) throws ConnectionError {
        if (!settingsReceived && type != Frame.SETTINGS) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "the first frame is not SETTINGS (RFC 9113 §3.4)");
        }
    }

    void headers(int id, ByteBuf source, int from, int length, boolean endStream) throws ConnectionError {
        if (length > HeaderBlock.MAX_BYTES) {
            throw new ConnectionError(ErrorCode.ENHANCE_YOUR_CALM, "header-block-bytes");
        }
        if (acknowledged && length > 0 && source.getByte(from) == TABLE_SIZE_0) {
            beforeAck = null;
        }
        HeaderBlock block = BLOCK.get();
        if (beforeAck == null) {
            block.begin(source, from, length);
        } else {
            ByteBuf free = beforeAck.contextFree(id, source.slice(from, length));
            if (free.readableBytes() > HeaderBlock.MAX_BYTES) {
                throw new ConnectionError(ErrorCode.ENHANCE_YOUR_CALM, "header-block-bytes");
            }
            block.begin(free, 0, free.readableBytes());
        }
        Stream stream = streams.get(id);
        if (stream == null) {
            stream = server ? incoming(id) : late(id);
            if (stream == null) {
                return;
            }
        } else if (stream.remoteEnded) {
            streamError(stream, ErrorCode.STREAM_CLOSED, "HEADERS after END_STREAM (RFC 9113 §5.1)");
            return;
        }
        fields(stream, block, endStream);
    }

    private void fields(Stream stream, HeaderBlock block, boolean endStream) throws ConnectionError {
        boolean trailers = stream.headersReceived;
        rules.begin(trailers ? FieldRules.Kind.TRAILERS : server ? FieldRules.Kind.REQUEST : FieldRules.Kind.RESPONSE);
        stream.headersBegin();
        while (block.read()) {
            rules.check(block);
            if (block.listBytes() > limits.headerListBytes()) {
                limitHit("header-list");
                stream.headersReceived = true;
                stream.headersTooLarge();
                return;
            }
            stream.field(block);
        }
        String malformed = rules.end();
        if (malformed == null && trailers && !endStream) {
            malformed = "trailers without END_STREAM (RFC 9113 §8.1)";
        }
        if (malformed != null) {
            streamError(stream, ErrorCode.PROTOCOL_ERROR, malformed);
            return;
        }
        if (rules.interim()) {
            if (endStream) {
                streamError(stream, ErrorCode.PROTOCOL_ERROR, "an interim response with END_STREAM (RFC 9113 §8.1)");
            }
            return;
        }
        if (!trailers) {
            stream.contentLength = rules.contentLength();
        }
        stream.headersReceived = true;
        if (endStream && !lengthHolds(stream)) {
            return;
        }
        if (endStream) {
            stream.remoteEnded = true;
        }
        stream.headersEnd(endStream);
        closeIfDone(stream);
    }

    private @Nullable Stream incoming(int id) throws ConnectionError {
        if ((id & 1) == 0) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "a client's streams are odd (RFC 9113 §5.1.1)");
        }
        if (id <= lastPeerStream) {
            if (wasReset(id)) {
                return null;
            }
            throw new ConnectionError(ErrorCode.STREAM_CLOSED, "HEADERS for a closed stream (RFC 9113 §5.1)");
        }
        if (goAwaySent) {
            return null;
        }
        lastPeerStream = id;
        Stream stream = accept(id, System.nanoTime());
        if (stream == null) {
            writer().reset(id, ErrorCode.REFUSED_STREAM);
            rememberReset(id);
            return null;
        }
        register(stream);
        return stream;
    }

    /** A client's frame for a stream that has ended; for one that never began it is an error. */
    private @Nullable Stream late(int id) throws ConnectionError {
        if (idle(id) && !beyondGoAway(id)) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "a frame for an idle stream (RFC 9113 §5.1)");
        }
        return null;
    }

    /** A stream that was opened before the client heard of our last GOAWAY: ignored, whatever comes (RFC 9113 §6.8). */
    private boolean beyondGoAway(int id) {
        return server && goAwaySent && id > lastPeerStream;
    }

    private boolean idle(int id) {
        return server ? id > lastPeerStream || (id & 1) == 0 : id >= nextStream || (id & 1) == 0;
    }

    void data(int id, ByteBuf source, int from, int length, int flowControlled, boolean endStream)
            throws ConnectionError {
        receiveWindow -= flowControlled;
        if (receiveWindow < 0) {
            throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, "DATA beyond the connection's window");
        }
        unannounced += flowControlled;
        if (unannounced >= limits.connectionWindow() / 2) {
            writer().windowUpdate(0, unannounced);
            receiveWindow += unannounced;
            unannounced = 0;
        }
        if (length == 0 && !endStream) {
            guard.emptyData();
        }
        Stream stream = streams.get(id);
        if (stream == null) {
            late(id);
            if (server && !wasReset(id) && !beyondGoAway(id)) {
                throw new ConnectionError(ErrorCode.STREAM_CLOSED, "DATA for a closed stream (RFC 9113 §5.1)");
            }
            return;
        }
        if (stream.remoteEnded) {
            streamError(stream, ErrorCode.STREAM_CLOSED, "DATA after END_STREAM (RFC 9113 §5.1)");
            return;
        }
        stream.receiveWindow -= flowControlled;
        if (stream.receiveWindow < 0) {
            streamError(stream, ErrorCode.FLOW_CONTROL_ERROR, "DATA beyond the stream's window");
            return;
        }
        if (!stream.headersReceived) {
            streamError(stream, ErrorCode.PROTOCOL_ERROR, "DATA before HEADERS (RFC 9113 §8.1)");
            return;
        }
        stream.received += length;
        if (endStream) {
            if (!lengthHolds(stream)) {
                return;
            }
            stream.remoteEnded = true;
        }
        stream.data(source, from, length, flowControlled, endStream);
        closeIfDone(stream);
    }

    private boolean lengthHolds(Stream stream) {
        if (stream.contentLength >= 0 && stream.contentLength != stream.received) {
            streamError(stream, ErrorCode.PROTOCOL_ERROR, "content-length is not the length (RFC 9113 §8.1.1)");
            return false;
        }
        return true;
    }

    void resetReceived(int id, int code) throws ConnectionError {
        Stream stream = streams.get(id);
        if (stream == null) {
            late(id);
            return;
        }
        if (server && System.nanoTime() - stream.openedNanos < FloodGuard.EARLY_NANOS) {
            guard.earlyReset();
        }
        forget(stream, false);
        stream.aborted(code, "the peer reset the stream with code " + code);
    }

    void setting(int key, long value) throws ConnectionError {
        switch (key) {
            case Frame.SETTINGS_ENABLE_PUSH -> {
                if (value > 1 || !server && value == 1) {
                    throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "ENABLE_PUSH " + value);
                }
            }
            case Frame.SETTINGS_MAX_CONCURRENT_STREAMS -> peerMaxStreams = value;
            case Frame.SETTINGS_INITIAL_WINDOW_SIZE -> {
                if (value > Integer.MAX_VALUE) {
                    throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, "INITIAL_WINDOW_SIZE " + value);
                }
                resizeWindows((int) value);
            }
            case Frame.SETTINGS_MAX_FRAME_SIZE -> {
                if (value < Frame.MAX_SIZE || value > 0xff_ffff) {
                    throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "MAX_FRAME_SIZE " + value);
                }
            }
            // HEADER_TABLE_SIZE: we use no table. MAX_HEADER_LIST_SIZE is advisory. Others are to be ignored (§6.5.2).
            default -> {}
        }
    }

    void settingsEnd() throws ConnectionError {
        guard.settings();
        writer().settingsAck();
        if (!settingsReceived) {
            settingsReceived = true;
            ready();
        }
        drainBlocked();
    }

    void settingsAcknowledged() {
        acknowledged = true;
    }

    private void resizeWindows(int initial) throws ConnectionError {
        long delta = (long) initial - peerInitialWindow;
        peerInitialWindow = initial;
        for (Stream stream : streams.values()) {
            stream.sendWindow += delta;
            if (stream.sendWindow > Integer.MAX_VALUE) {
                throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, "a stream's window beyond 2^31-1");
            }
        }
    }

    void pingReceived(boolean ack, long data) throws ConnectionError {
        if (ack) {
            pong(data);
        } else {
            guard.ping();
            writer().ping(true, data);
        }
    }

    void goAwayReceived(int lastId, int code, String debug) {
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

    void windowUpdate(int id, int increment) throws ConnectionError {
        if (id == 0) {
            if (increment == 0) {
                throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "WINDOW_UPDATE of 0 (RFC 9113 §6.9)");
            }
            sendWindow += increment;
            if (sendWindow > Integer.MAX_VALUE) {
                throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, "the connection's window beyond 2^31-1");
            }
            drainBlocked();
            return;
        }
        Stream stream = streams.get(id);
        if (stream == null) {
            late(id);
            return;
        }
        stream.sendWindow += increment;
        if (increment == 0) {
            streamError(stream, ErrorCode.PROTOCOL_ERROR, "WINDOW_UPDATE of 0 (RFC 9113 §6.9)");
        } else if (stream.sendWindow > Integer.MAX_VALUE) {
            streamError(stream, ErrorCode.FLOW_CONTROL_ERROR, "the stream's window beyond 2^31-1");
        } else if (stream.sendBlocked()) {
            stream.drain();
        }
    }

    /** PRIORITY and the fields of HEADERS: deprecated, checked, ignored (§5.3.2, §6.3). */
    void priority(int id, int dependsOn) throws ConnectionError {
        if (id == dependsOn) {
            Stream stream = streams.get(id);
            if (stream == null) {
                throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "a stream depends on itself");
            }
            streamError(stream, ErrorCode.PROTOCOL_ERROR, "the stream depends on itself");
        }
    }

    // For Stream.

    int streamWindow() {
        return limits.streamWindow();
    }

    boolean maySend(Stream stream, int bytes) {
        return bytes == 0
                || bytes <= sendWindow
                        && bytes <= stream.sendWindow
                        && channel().isWritable();
    }

    int sendable(Stream stream, int bytes) {
        if (!channel().isWritable()) {
            return 0;
        }
        return (int) Math.min(bytes, Math.min(sendWindow, stream.sendWindow));
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
        sendWindow -= length;
        stream.sendWindow -= length;
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
        stream.drain();
        if (stream.sendBlocked() && !stream.waiting) {
            stream.waiting = true;
            blocked.add(stream);
        }
    }

    /** Takes the stream out of the table. */
    void forget(Stream stream, boolean resetByUs) {
        if (resetByUs) {
            rememberReset(stream.id());
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

    private void closeIfDone(Stream stream) {
        if (stream.remoteEnded && !stream.dead && (stream.localEnded || !server)) {
            if (!stream.localEnded) {
                // A whole reply to half a request of ours: nobody reads the rest.
                writeReset(stream.id(), ErrorCode.NO_ERROR);
            }
            forget(stream, !stream.localEnded);
        }
    }

    private void streamError(Stream stream, int code, String reason) {
        writeReset(stream.id(), code);
        forget(stream, true);
        stream.aborted(code, reason);
    }

    private void drainBlocked() {
        for (int i = blocked.size(); i > 0; i--) {
            Stream stream = blocked.removeFirst();
            stream.drain();
            if (stream.sendBlocked() && !stream.dead) {
                blocked.addLast(stream);
            } else {
                stream.waiting = false;
            }
        }
    }

    private void rememberReset(int id) {
        if (resets == null) {
            resets = new int[REMEMBERED_RESETS];
        }
        resets[id >> 1 & REMEMBERED_RESETS - 1] = id;
    }

    private boolean wasReset(int id) {
        return resets != null && resets[id >> 1 & REMEMBERED_RESETS - 1] == id;
    }

    private FrameWriter writer() {
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
