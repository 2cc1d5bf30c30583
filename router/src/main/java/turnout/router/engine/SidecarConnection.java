package turnout.router.engine;

import org.jspecify.annotations.Nullable;
import turnout.router.http2.Connection;
import turnout.router.http2.Limits;
import turnout.router.http2.Stream;

/** One HTTP/2 connection of one event loop to one worker of the sidecar. */
public final class SidecarConnection extends Connection {

    /**
     * Streams announce 256 KiB, so that a reply that nobody reads yet holds no more; the connection's window refills by
     * itself and only has to cover a burst.
     */
    private static final Limits LIMITS = new Limits(0, 256 * 1024, 8 * 1024 * 1024, 64 * 1024);

    private final WorkerLink link;
    private long pingSentNanos;
    private boolean pingOpen;
    private boolean retiring;

    SidecarConnection(WorkerLink link) {
        super(false, LIMITS);
        this.link = link;
    }

    /** Makes a stream by its id and registers it; only when {@link #mayOpen()}. */
    public <S extends Stream> S open(java.util.function.IntFunction<S> stream) {
        S opened = stream.apply(takeStreamId());
        register(opened);
        return opened;
    }

    @Override
    protected void ready() {
        link.ready(this);
    }

    @Override
    protected void active() {
        pingOpen = false;
    }

    @Override
    protected void goAwayReceived(int errorCode, String debug) {
        link.retire(this);
    }

    @Override
    protected void streamEnded() {
        if (retiring && streamCount() == 0) {
            close();
        }
    }

    /** Closes once the calls that run have ended. */
    void retire() {
        retiring = true;
        streamEnded();
    }

    @Override
    protected void disconnected(String reason) {
        link.disconnected(this, reason);
    }

    /** A PING unless one is on its way; any frame of the peer's is an answer, because busy is not frozen. */
    void heartbeat(long nowNanos) {
        if (!pingOpen) {
            pingOpen = true;
            pingSentNanos = nowNanos;
            ping(nowNanos);
        }
    }

    /** How long the open PING has waited, or 0. */
    long silentNanos(long nowNanos) {
        return pingOpen ? nowNanos - pingSentNanos : 0;
    }

    @Override
    public String toString() {
        return link + " streams=" + streamCount();
    }

    static @Nullable SidecarConnection leastBusy(@Nullable SidecarConnection a, @Nullable SidecarConnection b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return b.streamCount() < a.streamCount() ? b : a;
    }
}
