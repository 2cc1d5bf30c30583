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
    private long probedNanos;
    private boolean probeOpen;
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
        probeOpen = false;
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

    /**
     * Asks for a sign of life unless one is awaited; any frame of the peer's is one, because busy is not frozen. By SETTINGS
     * and not by PING: servers that are not ours answer the fourth PING in a row with GOAWAY too_many_pings.
     */
    void heartbeat(long nowNanos) {
        if (!probeOpen) {
            probeOpen = true;
            probedNanos = nowNanos;
            probe();
        }
    }

    /** How long the sign of life has been awaited, or 0. */
    long silentNanos(long nowNanos) {
        return probeOpen ? nowNanos - probedNanos : 0;
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
