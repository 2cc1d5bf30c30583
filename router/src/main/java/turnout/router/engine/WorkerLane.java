package turnout.router.engine;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.router.engine.lane.LaneCode;
import turnout.router.engine.lane.LaneConnection;
import turnout.router.engine.lane.LaneMethod;
import turnout.router.engine.supervise.PythonTargets;
import turnout.router.engine.supervise.SidecarAddress;

/**
 * One event loop's lane to one worker: asks for it whenever a gRPC connection to the worker has come up, connects, and
 * begins again when it is lost. While there is none, the worker's calls go by gRPC.
 */
final class WorkerLane implements AnnounceCall.Asker, LaneConnection.Owner {

    private static final Logger log = LoggerFactory.getLogger(WorkerLane.class);

    private static final long RETRY_MIN_MILLIS = 50;
    private static final long RETRY_MAX_MILLIS = 5_000;

    private final LaneLink link;
    private final SidecarAddress address;
    private @Nullable SidecarConnection grpc;
    private @Nullable LaneConnection lane;
    private boolean ready;
    private boolean searching;
    private boolean out;
    private boolean suspect;
    private boolean retired;
    private long retryMillis = RETRY_MIN_MILLIS;

    WorkerLane(LaneLink link, SidecarAddress address) {
        this.link = link;
        this.address = address;
    }

    /** A gRPC connection to the worker is up: the way to ask it. */
    void reachable(SidecarConnection connection) {
        grpc = connection;
        retryMillis = RETRY_MIN_MILLIS;
        search();
    }

    /** The supervisor's word: some loop may have found the worker silent before this one did. */
    void use(boolean inUse) {
        out = !inUse;
    }

    /** The lane when it takes a call of this method now, or null. */
    @Nullable
    LaneConnection usable(LaneMethod method) {
        LaneConnection connection = lane;
        return connection != null && ready && !out && connection.takes(method) ? connection : null;
    }

    boolean open() {
        return ready;
    }

    void retire() {
        retired = true;
        LaneConnection connection = lane;
        if (connection != null) {
            connection.retire();
        }
    }

    void heartbeat(long now, boolean watches, long outAfterNanos, PythonTargets targets) {
        LaneConnection connection = lane;
        if (connection == null) {
            return;
        }
        if (connection.silentNanos(now) > outAfterNanos) {
            suspect = true;
            targets.heartbeatLost(address.worker(), address.generation());
            connection.leave(LaneCode.TIMEOUT, "no sign of life");
        } else if (watches || connection.inFlight() > 0 || !ready) {
            connection.heartbeat(now);
        }
    }

    private void search() {
        SidecarConnection way = grpc;
        if (searching || lane != null || retired || way == null || !link.enabled()) {
            return;
        }
        if (way.mayOpen()) {
            searching = true;
            AnnounceCall.ask(way, link.loop(), this);
        } else if (way.usable()) {
            later();
        }
    }

    private void later() {
        searching = true;
        link.loop()
                .schedule(
                        () -> {
                            searching = false;
                            search();
                        },
                        retryMillis,
                        TimeUnit.MILLISECONDS);
        retryMillis = Math.min(2 * retryMillis, RETRY_MAX_MILLIS);
    }

    private void fault(LaneFaultKind kind, String reason) {
        link.counts().fault(kind);
        // One for each change of state; the pauses between attempts grow to five seconds.
        log.warn("event=lane-fault worker={} fault={} reason=\"{}\"", address.worker(), kind.label(), reason);
    }

    // The answer to the question for a lane.

    @Override
    public void announced(Announcement announcement) {
        searching = false;
        if (retired || lane != null) {
            return;
        }
        LaneConnection connection =
                new LaneConnection(this, link.methods(), announcement.token(), link.frameLimitBytes());
        lane = connection;
        new Bootstrap()
                .group(link.loop())
                .channel(EpollDomainSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WorkerLink.WATER_MARK)
                .handler(connection)
                .connect(new DomainSocketAddress(announcement.path()))
                .addListener(connected -> {
                    if (!connected.isSuccess() && lane == connection) {
                        lane = null;
                        fault(
                                LaneFaultKind.CONNECT,
                                String.valueOf(connected.cause().getMessage()));
                        later();
                    }
                });
    }

    @Override
    public void noLane() {
        searching = false;
    }

    @Override
    public void unanswered(String reason) {
        searching = false;
        SidecarConnection way = grpc;
        if (way != null && way.usable() && !retired) {
            fault(LaneFaultKind.ANNOUNCEMENT, reason);
            later();
        }
    }

    // The lane's fate.

    @Override
    public void ready(LaneConnection connection) {
        ready = true;
        link.counts().opened();
        log.info("event=lane-open worker={} generation={}", address.worker(), address.generation());
        if (suspect) {
            suspect = false;
            link.targets().heartbeatBack(address.worker(), address.generation());
        }
        if (retired) {
            connection.retire();
        }
        link.changed();
    }

    @Override
    public void stopping(LaneConnection connection) {
        log.info("event=lane-stopping worker={}", address.worker());
    }

    @Override
    public void ended(LaneConnection connection, LaneCode code, String reason) {
        if (lane != connection) {
            return;
        }
        lane = null;
        if (ready) {
            ready = false;
            link.counts().closed();
        }
        if (connection.answered()) {
            // One that breaks before that is not worth the calls that quick attempts would cost.
            retryMillis = RETRY_MIN_MILLIS;
        }
        if (retired) {
            return;
        }
        if (code != LaneCode.STOPPING) {
            fault(LaneFaultKind.of(code), reason);
        }
        // Another version does not go away while the process lives: its next one is asked again.
        if (code != LaneCode.VERSION) {
            later();
        }
    }
}
