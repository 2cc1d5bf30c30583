package turnout.router.wire;

import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;
import turnout.router.call.Operations;
import turnout.router.compare.Comparator;
import turnout.router.compare.Digests;
import turnout.router.dispatch.Bulkheads;
import turnout.router.dispatch.Dispatcher;
import turnout.router.dispatch.Fallback;
import turnout.router.dispatch.FallbackRules;
import turnout.router.engine.GrpcEngine;
import turnout.router.engine.GrpcLink;
import turnout.router.engine.LaneCounts;
import turnout.router.engine.LaneEngine;
import turnout.router.engine.LaneSettings;
import turnout.router.engine.LaneUse;
import turnout.router.engine.NativeEngine;
import turnout.router.engine.NativeMethod;
import turnout.router.engine.NativePools;
import turnout.router.engine.supervise.AgendaThread;
import turnout.router.engine.supervise.FixedTargets;
import turnout.router.journal.Mismatch;
import turnout.router.observe.Scoreboard;
import turnout.router.observe.Sheet;
import turnout.router.observe.Tally;
import turnout.router.route.Publisher;
import turnout.router.shadow.Shadow;
import turnout.router.shadow.ShadowCounts;
import turnout.router.shadow.ShadowRules;

/** The wire with both engines behind it, on a free port, over an {@link EchoContract}; NATIVE answers {@code native}. */
final class ProxyUnderTest implements AutoCloseable {

    static final byte[] TOKEN = {'t'};

    /** Of each engine, on both loops together. */
    static final int MOST_IN_FLIGHT = 8_000;

    /** What {@link EchoContract#SLOW} takes NATIVE. */
    static final long SLOW_NANOS = 500_000_000;

    static final FallbackRules NO_FALLBACK = new FallbackRules(0, 0, Duration.ZERO, false);

    final Operations operations;
    final Publisher routes;
    final Scoreboard scores;
    final Listener listener;
    final LaneCounts lanes = new LaneCounts();
    final Tally fallbacks = new Tally();
    final ShadowCounts shadows = new ShadowCounts();
    final Queue<Mismatch> mismatches = new ConcurrentLinkedQueue<>();
    final AtomicInteger nativeCalls = new AtomicInteger();
    private final Shadow shadow;
    private final NativePools shadowPools;
    private final EventLoops threads = EventLoops.start(2);
    private final AgendaThread agenda = new AgendaThread("test");
    private final List<ManagedChannel> channels = new ArrayList<>();

    private ProxyUnderTest(WireLimits limits, FallbackRules rules, int mostInFlight, SocketAddress... targets)
            throws IOException, InterruptedException {
        operations = EchoContract.operations();
        List<NativeMethod<?, ?>> nativeMethods = NativeMethod.of(List.of(nativeEcho()));
        NativeEngine nativeEngine = new NativeEngine(nativeMethods, new NativePools(2, 16, 16), () -> false);
        routes = Publisher.start(operations, NativeMethod.names(nativeMethods), InstantSource.system());
        scores = new Scoreboard(operations, InstantSource.system());
        shadowPools = new NativePools(2, 1_000, 1_000);
        shadow = new Shadow(
                new ShadowRules(1_000, 64 << 20, Duration.ofSeconds(2), 1, 1_000, 2),
                NativeEngine.inBackground(nativeMethods, shadowPools, () -> false),
                Comparator.of(operations, Digests.of(new byte[16])),
                scores.shared(),
                shadows,
                mismatches::add);
        FixedTargets python = FixedTargets.of(List.of(targets), agenda);
        Methods methods = Methods.of(operations, List.of(), nativeMethods);
        List<Loop> loops = new ArrayList<>();
        for (GrpcLink link : threads.links(
                Duration.ofMillis(50),
                Duration.ofMillis(500),
                python,
                new LaneSettings(LaneUse.WHERE_ANNOUNCED, 64 << 20, lanes))) {
            Sheet sheet = scores.sheet();
            loops.add(Loop.create(
                    link,
                    sheet,
                    new Dispatcher(
                            routes::current,
                            new LaneEngine(link.lanes(), new GrpcEngine(link, 64 << 20)),
                            nativeEngine,
                            new Fallback(rules, fallbacks, System::nanoTime),
                            new Bulkheads(operations, mostInFlight, mostInFlight, 2),
                            sheet,
                            shadow),
                    routes::current,
                    methods,
                    new Testers(Set.of(), TOKEN),
                    limits,
                    2));
            if (targets.length > 0) {
                link.awaitReachable(Duration.ofSeconds(5));
            }
        }
        listener = Listener.create(loops, limits.connections());
        listener.bind(threads, new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    static ProxyUnderTest start(SocketAddress... targets) throws IOException, InterruptedException {
        return start(limits(), targets);
    }

    static ProxyUnderTest start(WireLimits limits, SocketAddress... targets) throws IOException, InterruptedException {
        return new ProxyUnderTest(limits, NO_FALLBACK, MOST_IN_FLIGHT, targets);
    }

    static ProxyUnderTest start(FallbackRules rules, SocketAddress... targets)
            throws IOException, InterruptedException {
        return new ProxyUnderTest(limits(), rules, MOST_IN_FLIGHT, targets);
    }

    /** @param mostInFlight with each engine, on both loops together */
    static ProxyUnderTest start(int mostInFlight, SocketAddress... targets) throws IOException, InterruptedException {
        return new ProxyUnderTest(limits(), NO_FALLBACK, mostInFlight, targets);
    }

    static WireLimits limits() {
        return new WireLimits(
                100,
                100,
                16 * 1024,
                4 << 20,
                256 << 20,
                48 << 20,
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofSeconds(5),
                Duration.ofMinutes(5));
    }

    /** Puts the share in force before it returns. */
    void share(String percent) throws InterruptedException {
        share(percent, "0");
    }

    void share(String percent, String shadowPercent) throws InterruptedException {
        var flags = new TreeMap<String, ComponentFlags>();
        flags.put(
                "echo",
                new ComponentFlags("echo", Share.parse(percent), Share.parse(shadowPercent), Set.of(), 1, "test"));
        long revision = routes.flags(new Flags(true, flags));
        routes.awaitApplied(revision, Duration.ofSeconds(5));
    }

    InetSocketAddress address() {
        return listener.address().orElseThrow();
    }

    ManagedChannel channel() {
        ManagedChannel channel = NettyChannelBuilder.forAddress(address())
                .usePlaintext()
                .maxInboundMessageSize(100 << 20)
                .build();
        channels.add(channel);
        return channel;
    }

    private ServerServiceDefinition nativeEcho() {
        byte[] reply = "native".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return ServerServiceDefinition.builder("test.v1.Echo")
                .addMethod(Raw.unary(EchoContract.SAME), ServerCalls.asyncUnaryCall((request, replies) -> {
                    nativeCalls.incrementAndGet();
                    replies.onNext(request);
                    replies.onCompleted();
                }))
                .addMethod(
                        Raw.unary(EchoContract.HANG),
                        ServerCalls.asyncUnaryCall((request, replies) -> nativeCalls.incrementAndGet()))
                .addMethod(Raw.unary(EchoContract.KEYED), ServerCalls.asyncUnaryCall((request, replies) -> {
                    nativeCalls.incrementAndGet();
                    replies.onNext(reply);
                    replies.onCompleted();
                }))
                .addMethod(Raw.unary(EchoContract.CLOCK), ServerCalls.asyncUnaryCall((request, replies) -> {
                    replies.onNext(EchoContract.withClock(request, -nativeCalls.incrementAndGet()));
                    replies.onCompleted();
                }))
                .addMethod(Raw.unary(EchoContract.AMOUNT), ServerCalls.asyncUnaryCall((request, replies) -> {
                    nativeCalls.incrementAndGet();
                    replies.onNext(EchoContract.withAmount(request, Upstream.AMOUNT + 1));
                    replies.onCompleted();
                }))
                .addMethod(Raw.unary(EchoContract.SLOW), ServerCalls.asyncUnaryCall((request, replies) -> {
                    nativeCalls.incrementAndGet();
                    java.util.concurrent.locks.LockSupport.parkNanos(SLOW_NANOS);
                    replies.onNext(request);
                    replies.onCompleted();
                }))
                .addMethod(Raw.unary(EchoContract.CPU), ServerCalls.asyncUnaryCall((request, replies) -> {
                    throw new IllegalStateException("a fault of NATIVE's");
                }))
                .addMethod(
                        Raw.unary(EchoContract.REFUSE),
                        ServerCalls.asyncUnaryCall((request, replies) -> replies.onError(Status.NOT_FOUND
                                .withDescription("NATIVE knows none")
                                .asRuntimeException())))
                .addMethod(Raw.unary(EchoContract.UNSAFE), ServerCalls.asyncUnaryCall((request, replies) -> {
                    nativeCalls.incrementAndGet();
                    throw new IllegalStateException("a fault of NATIVE's");
                }))
                .addMethod(
                        Raw.method(EchoContract.POUR, MethodType.SERVER_STREAMING),
                        ServerCalls.asyncServerStreamingCall((request, replies) -> {
                            for (int i = 0; i < 500; i++) {
                                replies.onNext(new byte[16 * 1024]);
                            }
                            replies.onCompleted();
                        }))
                .build();
    }

    @Override
    public void close() throws InterruptedException {
        for (ManagedChannel channel : channels) {
            channel.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
        }
        listener.drain(Duration.ofSeconds(5));
        threads.close();
        agenda.close();
        shadow.close();
        shadowPools.close();
        routes.close();
    }
}
