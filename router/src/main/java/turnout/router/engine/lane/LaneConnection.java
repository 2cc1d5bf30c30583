package turnout.router.engine.lane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.router.http2.OutputBuffer;

/**
 * One lane of one event loop to one worker: the calls in flight between what arrives and what is sent. An id is a place
 * in the table of calls, free again once its reply has come.
 */
public final class LaneConnection extends ChannelInboundHandlerAdapter {

    /** Hears of the connection's fate, on its event loop. */
    public interface Owner {

        /** The service has said hello: calls may be sent. */
        void ready(LaneConnection connection);

        /** The service takes no new calls; those in flight will be answered. */
        void stopping(LaneConnection connection);

        /** It is over; every call in flight has been told. */
        void ended(LaneConnection connection, LaneCode code, String reason);
    }

    static final int VERSION = 1;

    private static final Logger log = LoggerFactory.getLogger(LaneConnection.class);

    /** A table of calls is no larger, whatever a service accepts. */
    private static final int MOST_IN_FLIGHT = 65_536;

    private enum State {
        GREETING,
        OPEN,
        STOPPING,
        ENDED
    }

    private final Owner owner;
    private final LaneMethods methods;
    private final byte[] token;
    private final int frameLimitBytes;
    private final LaneReader reader;
    private final LaneReply reply = new LaneReply();

    private State state = State.GREETING;
    private @Nullable ChannelHandlerContext context;
    private @Nullable LaneWriter writer;
    private int[] numbers = {};
    private int peerFrameLimitBytes;
    private @Nullable LaneCall[] calls = {};
    /** A ring: the id that was free longest is next, so that a second REPLY to a call meets nobody else's. */
    private int[] freeIds = {};

    private int nextFree;
    private int freeCount;
    private int inFlight;
    private boolean answered;
    private long probedNanos;
    private boolean probeOpen;

    /**
     * @param token as announced
     * @param frameLimitBytes the largest length that is accepted
     */
    public LaneConnection(Owner owner, LaneMethods methods, byte[] token, int frameLimitBytes) {
        this.owner = owner;
        this.methods = methods;
        this.token = token;
        this.frameLimitBytes = frameLimitBytes;
        this.reader = new LaneReader(this::frame, frameLimitBytes);
    }

    // What the owner may ask and do.

    /** Whether one more call of this method can be sent now. */
    public boolean takes(LaneMethod method) {
        return state == State.OPEN
                && freeCount > 0
                && method.index() < numbers.length
                && numbers[method.index()] >= 0
                && context().channel().isWritable();
    }

    public int inFlight() {
        return inFlight;
    }

    /** Whether the service has answered any call. */
    public boolean answered() {
        return answered;
    }

    /** Whether a call of these sizes is within what the service accepts. */
    public boolean fits(byte[] metadata, int bodyBytes) {
        return FrameType.HEAD_BYTES - FrameType.LENGTH_BYTES + (long) metadata.length + bodyBytes
                <= peerFrameLimitBytes;
    }

    /**
     * Sends a call; only when it {@link #takes} the method and the call {@link #fits}.
     *
     * @param timeoutMicros 0 for none
     * @param body its readable bytes; stays the caller's
     */
    public void send(LaneCall call, LaneMethod method, byte[] metadata, long timeoutMicros, ByteBuf body) {
        int id = freeIds[nextFree];
        nextFree = nextFree + 1 == freeIds.length ? 0 : nextFree + 1;
        freeCount--;
        call.id = id;
        calls[id] = call;
        inFlight++;
        writer().call(numbers[method.index()], id, metadata, timeoutMicros, body);
    }

    /** Nobody waits for the call any more; its place is kept until the service has answered it. */
    public void cancel(LaneCall call) {
        if (state != State.ENDED && call.id >= 0 && calls[call.id] == call && !call.cancelled) {
            call.cancelled = true;
            writer().cancel(call.id);
        }
    }

    /** Asks for a sign of life unless one is awaited; any frame of the service's is one, because busy is not frozen. */
    public void heartbeat(long nowNanos) {
        if (!probeOpen && state != State.ENDED) {
            probeOpen = true;
            probedNanos = nowNanos;
            if (state != State.GREETING) {
                writer().ping(nowNanos);
            }
        }
    }

    /** How long the sign of life has been awaited, or 0. */
    public long silentNanos(long nowNanos) {
        return probeOpen ? nowNanos - probedNanos : 0;
    }

    /** Sends no more calls, and closes when those in flight have been answered. */
    public void retire() {
        if (state == State.OPEN) {
            state = State.STOPPING;
        } else if (state == State.GREETING) {
            leave(LaneCode.STOPPING, "the worker is not needed any more");
        }
        closeWhenIdle();
    }

    /** Says why, closes, and tells every call in flight. */
    public void leave(LaneCode code, String reason) {
        if (state == State.ENDED) {
            return;
        }
        if (context != null && context.channel().isActive()) {
            writer().goAway(code, reason);
            writer().close();
        }
        end(code, reason);
    }

    // Netty.

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
        writer = new LaneWriter(new OutputBuffer(ctx));
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        writer().hello(VERSION, frameLimitBytes, token);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf in = (ByteBuf) message;
        try {
            if (state != State.ENDED) {
                probeOpen = false;
                reader.read(in);
            }
        } catch (LaneFault e) {
            leave(e.code, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            log.error("event=lane-fault", e);
            leave(LaneCode.PROTOCOL, "internal error");
        } finally {
            in.release();
            if (state == State.ENDED) {
                reader.release();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        end(LaneCode.LOST, "the lane was closed");
        reader.release();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        end(LaneCode.LOST, String.valueOf(cause.getMessage()));
        ctx.close();
    }

    // Frames.

    private void frame(int type, ByteBuf source, int from, int length) throws LaneFault {
        if (state == State.ENDED) {
            return; // what a fault left behind in the same read
        }
        if (state == State.GREETING && type != FrameType.HELLO && type != FrameType.GOAWAY) {
            throw new LaneFault(LaneCode.PROTOCOL, "frame type " + type + " before HELLO");
        }
        switch (type) {
            case FrameType.REPLY -> replied(source, from, length);
            case FrameType.PONG -> {} // any frame is a sign of life
            case FrameType.PING -> writer().pong(source.getLongLE(from + 8));
            case FrameType.HELLO -> greeted(LaneHello.read(source, from, length));
            case FrameType.GOAWAY ->
                sentAway(
                        LaneCode.of(source.getUnsignedShortLE(from + 6)),
                        source.toString(from + 12, length - 12, UTF_8));
            default -> throw new LaneFault(LaneCode.PROTOCOL, "frame type " + type + " is never sent by a service");
        }
    }

    private void greeted(LaneHello hello) throws LaneFault {
        if (state != State.GREETING) {
            throw new LaneFault(LaneCode.PROTOCOL, "a second HELLO");
        }
        if (hello.version() != VERSION) {
            throw new LaneFault(
                    LaneCode.VERSION, "version " + hello.version() + " is not spoken (expected: " + VERSION + ")");
        }
        numbers = methods.numbers(hello.methods());
        peerFrameLimitBytes = hello.frameLimitBytes();
        int most = Math.min(hello.inFlight(), MOST_IN_FLIGHT);
        calls = new @Nullable LaneCall[most];
        freeIds = new int[most];
        freeCount = most;
        for (int i = 0; i < most; i++) {
            freeIds[i] = i;
        }
        state = State.OPEN;
        owner.ready(this);
    }

    private void replied(ByteBuf source, int from, int length) throws LaneFault {
        reply.begin(source, from, length);
        int id = reply.id();
        LaneCall call = id < 0 || id >= calls.length ? null : calls[id];
        if (call == null) {
            throw new LaneFault(LaneCode.PROTOCOL, "a REPLY to call " + id + ", which is not in flight");
        }
        calls[id] = null;
        int end = nextFree + freeCount++;
        freeIds[end < freeIds.length ? end : end - freeIds.length] = id;
        inFlight--;
        answered = true;
        call.id = -1;
        call.replied(reply);
        closeWhenIdle();
    }

    private void sentAway(LaneCode code, String sentence) {
        if (code == LaneCode.STOPPING && state != State.GREETING) {
            if (state == State.OPEN) {
                state = State.STOPPING;
                owner.stopping(this);
            }
            closeWhenIdle();
        } else {
            context().close();
            end(code, "sent away: " + sentence);
        }
    }

    private void closeWhenIdle() {
        if (state == State.STOPPING && inFlight == 0) {
            writer().close();
            end(LaneCode.STOPPING, "no call is in flight any more");
        }
    }

    private void end(LaneCode code, String reason) {
        if (state == State.ENDED) {
            return;
        }
        state = State.ENDED;
        @Nullable LaneCall[] lost = calls;
        calls = new @Nullable LaneCall[0];
        inFlight = 0;
        freeCount = 0;
        for (LaneCall call : lost) {
            if (call != null) {
                call.id = -1;
                call.lost(code, reason);
            }
        }
        owner.ended(this, code, reason);
    }

    private LaneWriter writer() {
        if (writer == null) {
            throw new IllegalStateException("the lane has no channel yet");
        }
        return writer;
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("the lane has no channel yet");
        }
        return context;
    }
}
