package turnout.router.wire;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import turnout.router.engine.GrpcLink;
import turnout.router.engine.LaneSettings;
import turnout.router.engine.supervise.PythonTargets;

/** The threads that move calls, and the one that accepts connections. Closed when nothing uses them any more. */
public final class EventLoops implements AutoCloseable {

    private final EventLoopGroup loops;
    private final EventLoopGroup acceptor;
    private final int count;

    private EventLoops(int count) {
        this.count = count;
        this.loops = group(count, "loop-");
        this.acceptor = group(1, "acceptor-");
    }

    public static EventLoops start(int count) {
        return new EventLoops(count);
    }

    /** For each loop, its own connections to PYTHON. */
    public List<GrpcLink> links(Duration heartbeatEvery, Duration outAfter, PythonTargets targets, LaneSettings lanes) {
        List<GrpcLink> links = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            links.add(GrpcLink.start(loops.next(), i == 0, heartbeatEvery, outAfter, targets, lanes));
        }
        return links;
    }

    EventLoop acceptor() {
        return acceptor.next();
    }

    private static EventLoopGroup group(int threads, String name) {
        return new MultiThreadIoEventLoopGroup(
                threads, Thread.ofPlatform().name(name, 0).daemon().factory(), EpollIoHandler.newFactory());
    }

    @Override
    public void close() {
        loops.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        acceptor.shutdownGracefully(0, 2, TimeUnit.SECONDS);
        loops.terminationFuture().awaitUninterruptibly(5, TimeUnit.SECONDS);
        acceptor.terminationFuture().awaitUninterruptibly(5, TimeUnit.SECONDS);
    }
}
