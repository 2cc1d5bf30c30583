package turnout.router.engine;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.router.engine.supervise.PythonTargets;
import turnout.router.engine.supervise.SidecarAddress;

/** One event loop's connections to one worker: one as a rule, more where the worker limits streams per connection. */
final class WorkerLink {

    private static final Logger log = LoggerFactory.getLogger(WorkerLink.class);

    /** More connections to one worker than this carry no more calls: it is the worker that is busy. */
    private static final int MAX_CONNECTIONS = 8;

    private static final int CONNECT_MILLIS = 2_000;
    private static final long RETRY_MIN_MILLIS = 50;
    private static final long RETRY_MAX_MILLIS = 2_000;

    /** One socket buffer's worth may wait in the process before a stream's DATA does. */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    private final GrpcLink link;
    private final SidecarAddress address;
    private final WorkerLane lane;
    private final List<SidecarConnection> connections = new ArrayList<>();
    private @Nullable SidecarConnection pending;
    private long pendingSince;
    private boolean retryScheduled;
    private boolean suspect;
    private boolean out;
    private boolean retired;
    private long retryMillis = RETRY_MIN_MILLIS;

    private WorkerLink(GrpcLink link, SidecarAddress address) {
        this.link = link;
        this.address = address;
        this.lane = link.lanes().add(address);
    }

    static WorkerLink connect(GrpcLink link, SidecarAddress address) {
        WorkerLink worker = new WorkerLink(link, address);
        worker.connect();
        return worker;
    }

    boolean reaches(SidecarAddress other) {
        return other.worker() == address.worker() && other.generation() == address.generation();
    }

    /** The supervisor's word: some loop may have found the worker silent before this one did. */
    void use(boolean inUse) {
        out = !inUse;
        lane.use(inUse);
    }

    /** A connection that can take a call, or null. */
    @Nullable
    SidecarConnection usable() {
        if (suspect || out) {
            return null;
        }
        SidecarConnection best = null;
        boolean full = !connections.isEmpty();
        for (int i = 0; i < connections.size(); i++) {
            SidecarConnection connection = connections.get(i);
            if (connection.mayOpen()) {
                best = SidecarConnection.leastBusy(best, connection);
                full = false;
            }
        }
        if (full) {
            connect();
        }
        return best;
    }

    /** Takes no more calls; those that run may end. */
    void retire() {
        retired = true;
        link.lanes().remove(lane);
        for (SidecarConnection connection : List.copyOf(connections)) {
            retire(connection);
        }
    }

    void retire(SidecarConnection connection) {
        if (connections.remove(connection)) {
            link.changed();
        }
        connection.retire();
        connect();
    }

    void ready(SidecarConnection connection) {
        pending = null;
        retryMillis = RETRY_MIN_MILLIS;
        if (retired) {
            connection.close();
            return;
        }
        connections.add(connection);
        lane.reachable(connection);
        link.changed();
    }

    void disconnected(SidecarConnection connection, String reason) {
        if (connection == pending) {
            retry();
        } else if (connections.remove(connection)) {
            link.changed();
            if (!retired) {
                log.info("event=sidecar-disconnected worker={} reason=\"{}\"", address.worker(), reason);
                connect();
            }
        }
    }

    void heartbeat(long now, boolean watches, long outAfterNanos, PythonTargets targets) {
        long silent = 0;
        for (SidecarConnection connection : List.copyOf(connections)) {
            silent = Math.max(silent, connection.silentNanos(now));
            if (watches || connection.streamCount() > 0) {
                connection.heartbeat(now);
            }
            if (connection.wornOut()) {
                retire(connection);
            }
        }
        if (pending != null && now - pendingSince > outAfterNanos) {
            // Connected, but no SETTINGS: a frozen process accepts and says nothing.
            pending.close();
        }
        lane.heartbeat(now, watches, outAfterNanos, targets);
        boolean lost = silent > outAfterNanos;
        if (lost != suspect) {
            suspect = lost;
            link.changed();
            if (lost) {
                targets.heartbeatLost(address.worker(), address.generation());
            } else {
                targets.heartbeatBack(address.worker(), address.generation());
            }
        }
    }

    private void connect() {
        if (pending != null || retryScheduled || retired || connections.size() >= MAX_CONNECTIONS) {
            return;
        }
        SidecarConnection connection = new SidecarConnection(this);
        pending = connection;
        pendingSince = System.nanoTime();
        SocketAddress target = netty(address.address());
        boolean unix = target instanceof DomainSocketAddress;
        Bootstrap bootstrap = new Bootstrap()
                .group(link.loop())
                .channel(unix ? EpollDomainSocketChannel.class : EpollSocketChannel.class)
                .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK)
                .handler(connection);
        if (!unix) {
            bootstrap.option(ChannelOption.TCP_NODELAY, true);
        }
        bootstrap.connect(target).addListener(connected -> {
            if (!connected.isSuccess() && connection == pending) {
                retry();
            }
        });
    }

    private void retry() {
        pending = null;
        if (retired) {
            return;
        }
        retryScheduled = true;
        link.loop()
                .schedule(
                        () -> {
                            retryScheduled = false;
                            connect();
                        },
                        retryMillis,
                        TimeUnit.MILLISECONDS);
        retryMillis = Math.min(2 * retryMillis, RETRY_MAX_MILLIS);
    }

    /** Netty has a type of its own for unix sockets. */
    private static SocketAddress netty(SocketAddress address) {
        return switch (address) {
            case UnixDomainSocketAddress unix ->
                new DomainSocketAddress(unix.getPath().toString());
            case InetSocketAddress unresolved
            when unresolved.isUnresolved() -> new InetSocketAddress(unresolved.getHostString(), unresolved.getPort());
            default -> address;
        };
    }

    @Override
    public String toString() {
        return "worker=" + address.worker() + " generation=" + address.generation();
    }
}
