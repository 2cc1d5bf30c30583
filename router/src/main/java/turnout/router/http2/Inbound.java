package turnout.router.http2;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * What a peer may do on a connection, frame by frame: the stream states and receive windows of RFC 9113. Takes well-formed
 * frames from {@link FrameReader}; what they mean for a stream goes to the {@link Stream}.
 *
 * <p>The receive window of the connection refills as soon as bytes arrive, whoever still holds them: else one slow reader
 * would stall all its neighbours. Memory is bounded by the streams' windows, which their users give back.
 */
final class Inbound {

    private final Connection connection;
    private final boolean server;
    private final Limits limits;
    private final FieldRules rules = new FieldRules();
    private final HeaderBlocks blocks = new HeaderBlocks();
    private final FloodGuard guard;
    private int receiveWindow;
    private int unannounced;
    private int lastPeerStream;
    private boolean settingsReceived;

    Inbound(Connection connection, boolean server, Limits limits, FloodGuard guard) {
        this.connection = connection;
        this.server = server;
        this.limits = limits;
        this.guard = guard;
        this.receiveWindow = limits.connectionWindow();
    }

    /** The handshake is done. */
    boolean settingsReceived() {
        return settingsReceived;
    }

    /** The highest stream that the peer has opened. */
    int lastPeerStream() {
        return lastPeerStream;
    }

    /** Called before every frame. */
    void frame(int type) throws ConnectionError {
        if (!settingsReceived && type != Frame.SETTINGS) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "the first frame is not SETTINGS (RFC 9113 §3.4)");
        }
    }

    void headers(int id, ByteBuf source, int from, int length, boolean endStream) throws ConnectionError {
        HeaderBlock block = blocks.open(id, source, from, length);
        Stream stream = connection.stream(id);
        if (stream == null) {
            stream = server ? incoming(id) : late(id);
            if (stream == null) {
                return;
            }
        } else if (stream.remoteEnded) {
            connection.streamError(stream, ErrorCode.STREAM_CLOSED, "HEADERS after END_STREAM (RFC 9113 §5.1)");
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
                connection.limitHit("header-list");
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
            connection.streamError(stream, ErrorCode.PROTOCOL_ERROR, malformed);
            return;
        }
        if (rules.interim()) {
            if (endStream) {
                connection.streamError(
                        stream, ErrorCode.PROTOCOL_ERROR, "an interim response with END_STREAM (RFC 9113 §8.1)");
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
        connection.closeIfDone(stream);
    }

    private @Nullable Stream incoming(int id) throws ConnectionError {
        if ((id & 1) == 0) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "a client's streams are odd (RFC 9113 §5.1.1)");
        }
        if (id <= lastPeerStream) {
            if (connection.resets().has(id)) {
                return null;
            }
            throw new ConnectionError(ErrorCode.STREAM_CLOSED, "HEADERS for a closed stream (RFC 9113 §5.1)");
        }
        if (connection.goAwaySent()) {
            return null;
        }
        lastPeerStream = id;
        Stream stream = connection.accept(id, System.nanoTime());
        if (stream == null) {
            connection.writer().reset(id, ErrorCode.REFUSED_STREAM);
            connection.resets().add(id);
            return null;
        }
        connection.register(stream);
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
        return server && connection.goAwaySent() && id > lastPeerStream;
    }

    private boolean idle(int id) {
        return server ? id > lastPeerStream || (id & 1) == 0 : id >= connection.nextStream() || (id & 1) == 0;
    }

    void data(int id, ByteBuf source, int from, int length, int flowControlled, boolean endStream)
            throws ConnectionError {
        receiveWindow -= flowControlled;
        if (receiveWindow < 0) {
            throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, "DATA beyond the connection's window");
        }
        unannounced += flowControlled;
        if (unannounced >= limits.connectionWindow() / 2) {
            connection.writer().windowUpdate(0, unannounced);
            receiveWindow += unannounced;
            unannounced = 0;
        }
        if (length == 0 && !endStream) {
            guard.emptyData();
        }
        Stream stream = connection.stream(id);
        if (stream == null) {
            late(id);
            if (server && !connection.resets().has(id) && !beyondGoAway(id)) {
                throw new ConnectionError(ErrorCode.STREAM_CLOSED, "DATA for a closed stream (RFC 9113 §5.1)");
            }
            return;
        }
        if (stream.remoteEnded) {
            connection.streamError(stream, ErrorCode.STREAM_CLOSED, "DATA after END_STREAM (RFC 9113 §5.1)");
            return;
        }
        stream.receiveWindow -= flowControlled;
        if (stream.receiveWindow < 0) {
            connection.streamError(stream, ErrorCode.FLOW_CONTROL_ERROR, "DATA beyond the stream's window");
            return;
        }
        if (!stream.headersReceived) {
            connection.streamError(stream, ErrorCode.PROTOCOL_ERROR, "DATA before HEADERS (RFC 9113 §8.1)");
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
        connection.closeIfDone(stream);
    }

    private boolean lengthHolds(Stream stream) {
        if (stream.contentLength >= 0 && stream.contentLength != stream.received) {
            connection.streamError(
                    stream, ErrorCode.PROTOCOL_ERROR, "content-length is not the length (RFC 9113 §8.1.1)");
            return false;
        }
        return true;
    }

    void resetReceived(int id, int code) throws ConnectionError {
        Stream stream = connection.stream(id);
        if (stream == null) {
            late(id);
            return;
        }
        if (server && System.nanoTime() - stream.openedNanos < FloodGuard.EARLY_NANOS) {
            guard.earlyReset();
        }
        connection.forget(stream, false);
        stream.aborted(code, "the peer reset the stream with code " + code);
    }

    void setting(int key, long value) throws ConnectionError {
        switch (key) {
            case Frame.SETTINGS_ENABLE_PUSH -> {
                if (value > 1 || !server && value == 1) {
                    throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "ENABLE_PUSH " + value);
                }
            }
            case Frame.SETTINGS_MAX_CONCURRENT_STREAMS -> connection.peerMaxStreams(value);
            case Frame.SETTINGS_INITIAL_WINDOW_SIZE -> {
                if (value > Integer.MAX_VALUE) {
                    throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, "INITIAL_WINDOW_SIZE " + value);
                }
                connection.windows().resize((int) value, connection.streams());
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
        connection.writer().settingsAck();
        if (!settingsReceived) {
            settingsReceived = true;
            connection.ready();
        }
        connection.windows().drainWaiting();
    }

    void settingsAcknowledged() {
        blocks.acknowledged();
    }

    void pingReceived(boolean ack, long data) throws ConnectionError {
        if (ack) {
            connection.pong(data);
        } else {
            guard.ping();
            connection.writer().ping(true, data);
        }
    }

    void goAwayReceived(int lastId, int code, String debug) {
        connection.goAway(lastId, code, debug);
    }

    void windowUpdate(int id, int increment) throws ConnectionError {
        if (id == 0) {
            connection.windows().grow(increment);
            connection.windows().drainWaiting();
            return;
        }
        Stream stream = connection.stream(id);
        if (stream == null) {
            late(id);
            return;
        }
        stream.sendWindow += increment;
        if (increment == 0) {
            connection.streamError(stream, ErrorCode.PROTOCOL_ERROR, "WINDOW_UPDATE of 0 (RFC 9113 §6.9)");
        } else if (stream.sendWindow > Integer.MAX_VALUE) {
            connection.streamError(stream, ErrorCode.FLOW_CONTROL_ERROR, "the stream's window beyond 2^31-1");
        } else if (stream.sendBlocked()) {
            stream.drain();
        }
    }

    /** PRIORITY and the fields of HEADERS: deprecated, checked, ignored (§5.3.2, §6.3). */
    void priority(int id, int dependsOn) throws ConnectionError {
        if (id == dependsOn) {
            Stream stream = connection.stream(id);
            if (stream == null) {
                throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "a stream depends on itself");
            }
            connection.streamError(stream, ErrorCode.PROTOCOL_ERROR, "the stream depends on itself");
        }
    }
}
