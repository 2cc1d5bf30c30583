package turnout.devnode;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.devnode.call.AllCalls;
import turnout.devnode.chain.Block;
import turnout.devnode.node.BlockStore;
import turnout.devnode.node.Node;
import turnout.devnode.rpc.Cookie;
import turnout.devnode.rpc.Faults;
import turnout.devnode.rpc.HttpServer;
import turnout.devnode.rpc.RpcService;
import turnout.nativeimpl.codec.OutputScript;
import turnout.nativeimpl.codec.Slice;

/** A node that answers. Assembles the parts; closing ends them, once, from whatever thread. */
public final class RunningNode implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RunningNode.class);
    // Pays to nobody: the hash of a key that no one has. What is mined by the clock is not to be spent.
    private static final Slice UNATTENDED = OutputScript.witness(0, Slice.of(new byte[20]));

    /**
     * Where it answers and keeps its files.
     *
     * @param blockEvery empty where blocks come on request only
     */
    public record Settings(InetSocketAddress listen, Path data, Optional<Duration> blockEvery) {}

    private final HttpServer server;
    private final BlockStore store;
    private final Cookie cookie;
    private final ScheduledExecutorService clockwork;
    private final CountDownLatch stopping;
    private final AtomicBoolean closed = new AtomicBoolean();

    private RunningNode(
            HttpServer server,
            BlockStore store,
            Cookie cookie,
            ScheduledExecutorService clockwork,
            CountDownLatch stopping) {
        this.server = server;
        this.store = store;
        this.cookie = cookie;
        this.clockwork = clockwork;
        this.stopping = stopping;
    }

    /**
     * Starts on these blocks, the first of them genesis, and on those that an earlier run kept in the data directory.
     *
     * @throws IOException where the address is in use or the directory cannot be written
     */
    public static RunningNode start(List<Block> blocks, Settings settings, InstantSource clock, SecureRandom random)
            throws IOException {
        // The address first: a second node must not touch the cookie and blocks of one that runs.
        HttpServer server = HttpServer.bind(settings.listen());
        try {
            Files.createDirectories(settings.data());
            BlockStore store = BlockStore.open(settings.data().resolve("blocks.dat"));
            return serve(server, store, Node.start(blocks, store, clock), settings, random);
        } catch (IOException | RuntimeException failed) {
            server.close();
            throw failed;
        }
    }

    private static RunningNode serve(
            HttpServer server, BlockStore store, Node node, Settings settings, SecureRandom random) throws IOException {
        CountDownLatch stopping = new CountDownLatch(1);
        Cookie cookie = Cookie.create(settings.data(), random);
        Faults faults = new Faults();
        server.serve(new RpcService(AllCalls.of(node, faults, stopping::countDown)), cookie, faults);
        ScheduledExecutorService clockwork = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("miner").factory());
        settings.blockEvery().ifPresent(every -> mineEvery(every, node, clockwork));
        log.info("event=started height={} port={}", node.state().chain().height(), server.port());
        return new RunningNode(server, store, cookie, clockwork, stopping);
    }

    private static void mineEvery(Duration every, Node node, ScheduledExecutorService clockwork) {
        // A delay, not a rate: a machine that slept must not wake up to a burst of blocks.
        var _ = clockwork.scheduleWithFixedDelay(
                () -> {
                    try {
                        node.mine(UNATTENDED);
                    } catch (RuntimeException failed) {
                        // A schedule that throws would end without a word.
                        log.error("event=mining_failed", failed);
                    }
                },
                every.toMillis(),
                every.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    public int port() {
        return server.port();
    }

    public Path cookieFile() {
        return cookie.file();
    }

    /** Lets {@link #awaitStop()} return. */
    public void stop() {
        stopping.countDown();
    }

    /** Returns when the {@code stop} method was called or {@link #stop()}. */
    public void awaitStop() throws InterruptedException {
        stopping.await();
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        stopping.countDown();
        clockwork.shutdownNow();
        try {
            server.close();
            store.close();
            cookie.delete();
        } catch (IOException failed) {
            log.warn("event=stop_failed", failed);
        }
    }
}
