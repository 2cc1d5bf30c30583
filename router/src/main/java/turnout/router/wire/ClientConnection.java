package turnout.router.wire;

import io.netty.channel.EventLoop;
import java.net.SocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import turnout.router.call.CallId;
import turnout.router.http2.Connection;
import turnout.router.http2.ErrorCode;
import turnout.router.http2.Limits;
import turnout.router.http2.Stream;

/** One client's connection: its slots, its time limits, and its end. */
final class ClientConnection extends Connection {

    /** A stream may send this much before its bytes must have gone somewhere. */
    private static final int STREAM_WINDOW_BYTES = 256 * 1024;

    private static final int CONNECTION_WINDOW_BYTES = 4 * 1024 * 1024;

    /** Any number that no heartbeat uses. */
    private static final long DRAIN_PING = 0x7475726e6f757421L;

    private final long number = CallId.nextConnection();
    private final Loop loop;
    private final Listener listener;
    private int slots;
    private boolean ready;
    private boolean draining;
    private long lastActiveNanos = System.nanoTime();

    /** Of {@link BodyBudget}. */
    long heldBytes;

    ClientConnection(Loop loop, Listener listener) {
        super(
                true,
                new Limits(
                        loop.limits().streamsPerConnection(),
                        STREAM_WINDOW_BYTES,
                        CONNECTION_WINDOW_BYTES,
                        loop.limits().headerListBytes()));
        this.loop = loop;
        this.listener = listener;
    }

    @Override
    public void channelActive(io.netty.channel.ChannelHandlerContext ctx) {
        super.channelActive(ctx);
        long nanos = loop.limits().handshakeTimeout().toNanos();
        loop.executor()
                .schedule(
                        () -> {
                            if (!ready) {
                                limitHit("handshake");
                                close();
                            }
                        },
                        nanos,
                        TimeUnit.NANOSECONDS);
    }

    /** What owns it, also while it is accepted and not registered yet: work that comes now runs after that. */
    EventLoop eventLoop() {
        return loop.executor();
    }

    /** Of {@link CallId}. */
    long number() {
        return number;
    }

    SocketAddress peer() {
        return channel().remoteAddress();
    }

    @Override
    protected @Nullable Stream accept(int id, long nowNanos) {
        if (slots >= loop.limits().streamsPerConnection()) {
            limitHit("streams");
            return null;
        }
        slots++;
        listener.streams().increment();
        return new ClientStream(this, loop, id, nowNanos);
    }

    void slotFreed() {
        slots--;
        listener.streams().decrement();
        closeIfDrained();
    }

    @Override
    protected void ready() {
        ready = true;
        watchIdle();
    }

    @Override
    protected void active() {
        lastActiveNanos = System.nanoTime();
    }

    private void watchIdle() {
        long limit = loop.limits().idleTimeout().toNanos();
        long idle = slots > 0 ? 0 : System.nanoTime() - lastActiveNanos;
        if (idle >= limit) {
            goAway(ErrorCode.NO_ERROR, "idle");
            close();
            return;
        }
        loop.executor()
                .schedule(
                        () -> {
                            if (channel().isActive()) {
                                watchIdle();
                            }
                        },
                        limit - idle,
                        TimeUnit.NANOSECONDS);
    }

    /** Lets calls that run end, and new ones in until the client has heard of it (RFC 9113 §6.8). */
    void drain() {
        announceGoAway();
        ping(DRAIN_PING);
        // A client that answers no PING is told all the same.
        loop.executor().schedule(this::lastGoAway, 1, TimeUnit.SECONDS);
    }

    @Override
    protected void pong(long data) {
        if (data == DRAIN_PING) {
            lastGoAway();
        }
    }

    private void lastGoAway() {
        if (!draining && channel().isActive()) {
            draining = true;
            goAway(ErrorCode.NO_ERROR, "shutting down");
            closeIfDrained();
        }
    }

    private void closeIfDrained() {
        if (draining && slots == 0) {
            closeGently();
        }
    }

    @Override
    protected void disconnected(String reason) {
        listener.closed(this, loop);
    }

    @Override
    protected void limitHit(String limit) {
        listener.limitHit(limit);
    }
}
