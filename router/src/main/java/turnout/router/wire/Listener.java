package turnout.router.wire;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollServerSocketChannel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The gateway's port: one acceptor gives each connection to the loop that has the fewest. */
public final class Listener {

    private static final Logger log = LoggerFactory.getLogger(Listener.class);

    /** Waiting connections that the kernel keeps; it caps this by somaxconn. */
    private static final int BACKLOG = 1_024;

    private static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(128 * 1024, 512 * 1024);

    private final List<Loop> loops;
    private final int maxConnections;
    private final Set<ClientConnection> connections = ConcurrentHashMap.newKeySet();
    private final Map<Loop, AtomicInteger> perLoop = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> limitHits = new ConcurrentHashMap<>();
    private final LongAdder streams = new LongAdder();
    private final AtomicBoolean draining = new AtomicBoolean();
    private final CountDownLatch empty = new CountDownLatch(1);
    private volatile @Nullable Channel channel;

    private Listener(List<Loop> loops, int maxConnections) {
        this.loops = List.copyOf(loops);
        this.maxConnections = maxConnections;
        loops.forEach(loop -> perLoop.put(loop, new AtomicInteger()));
    }

    public static Listener create(List<Loop> loops, int maxConnections) {
        return new Listener(loops, maxConnections);
    }

    /**
     * Binds and accepts from now on.
     *
     * @throws IOException when the port cannot be had, with a sentence
     */
    public void bind(EventLoops threads, InetSocketAddress address) throws IOException {
        ChannelFuture bound = new Bootstrap()
                .group(threads.acceptor())
                .channel(EpollServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .handler(new Acceptor())
                .bind(address)
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "gateway.listen: cannot listen on " + address.getHostString() + ":" + address.getPort() + " ("
                            + bound.cause().getMessage() + ")",
                    bound.cause());
        }
        channel = bound.channel();
    }

    /** Where it listens, with the port that port 0 became; empty before it does. */
    public Optional<InetSocketAddress> address() {
        Channel bound = channel;
        return bound == null ? Optional.empty() : Optional.of((InetSocketAddress) bound.localAddress());
    }

    public int connectionCount() {
        return connections.size();
    }

    public long streamCount() {
        return streams.sum();
    }

    /** How often each limit was hit, by name. */
    public Map<String, Long> limitHitCounts() {
        Map<String, Long> counts = new java.util.TreeMap<>();
        limitHits.forEach((limit, count) -> counts.put(limit, count.sum()));
        return counts;
    }

    /**
     * Accepts no more connections, lets the calls that run end, and closes what is left after the timeout.
     *
     * @return whether every connection ended by itself
     */
    public boolean drain(Duration timeout) throws InterruptedException {
        draining.set(true);
        Channel bound = channel;
        if (bound != null) {
            bound.close().awaitUninterruptibly();
        }
        connections.forEach(connection -> connection.eventLoop().execute(connection::drain));
        checkEmpty();
        boolean ended = empty.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
        connections.forEach(connection -> connection.eventLoop().execute(connection::close));
        return ended;
    }

    LongAdder streams() {
        return streams;
    }

    void closed(ClientConnection connection, Loop loop) {
        if (connections.remove(connection)) {
            count(loop).decrementAndGet();
        }
        checkEmpty();
    }

    void limitHit(String limit) {
        limitHits.computeIfAbsent(limit, name -> new LongAdder()).increment();
    }

    private AtomicInteger count(Loop loop) {
        return perLoop.computeIfAbsent(loop, one -> new AtomicInteger());
    }

    private void checkEmpty() {
        if (draining.get() && connections.isEmpty()) {
            empty.countDown();
        }
    }

    private void accept(Channel accepted) {
        if (connections.size() >= maxConnections) {
            limitHit("connections");
            accepted.unsafe().closeForcibly();
            return;
        }
        Loop loop = loops.getFirst();
        for (Loop other : loops) {
            if (count(other).get() < count(loop).get()) {
                loop = other;
            }
        }
        count(loop).incrementAndGet();
        ClientConnection connection = new ClientConnection(loop, this);
        connections.add(connection);
        // The adaptive allocator, Netty's default, took a tenth of the time of a small call.
        accepted.config().setAllocator(PooledByteBufAllocator.DEFAULT);
        accepted.config().setOption(ChannelOption.TCP_NODELAY, true);
        accepted.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WATER_MARK);
        accepted.pipeline().addLast(connection);
        Loop owner = loop;
        loop.executor().register(accepted).addListener(registered -> {
            if (!registered.isSuccess()) {
                closed(connection, owner);
                accepted.unsafe().closeForcibly();
            }
        });
    }

    private final class Acceptor extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object child) {
            accept((Channel) child);
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            // Out of file descriptors, as a rule: waiting lets some close (Netty reads on after this).
            limitHit("accept");
            log.warn("event=accept-failed cause=\"{}\"", cause.getMessage());
        }
    }
}
