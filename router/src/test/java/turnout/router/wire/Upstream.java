package turnout.router.wire;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A gRPC server in the place of the sidecar: grpc-java's own, on a socket. Methods behave as their last name says. */
final class Upstream implements AutoCloseable {

    static final Metadata.Key<byte[]> TRACE_BIN = Metadata.Key.of("trace-bin", Metadata.BINARY_BYTE_MARSHALLER);
    static final Metadata.Key<String> WORD = Metadata.Key.of("word", Metadata.ASCII_STRING_MARSHALLER);

    private static final String LANE_ANNOUNCEMENT = "turnout.lane.v1.Lane/Announce";

    /** Callers' calls: a gateway's own question for a lane is none. */
    final AtomicInteger calls = new AtomicInteger();

    static final long AMOUNT = 21_000;

    private final AtomicLong clock = new AtomicLong();

    final CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
    final CompletableFuture<Long> deadlineMillis = new CompletableFuture<>();
    private final Server server;

    private Upstream(int port) throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .maxInboundMessageSize(100 << 20)
                .fallbackHandlerRegistry(new HandlerRegistry() {
                    @Override
                    public @Nullable ServerMethodDefinition<?, ?> lookupMethod(
                            String name, @Nullable String authority) {
                        return method(name);
                    }
                })
                .intercept(new MetadataEcho())
                .build()
                .start();
    }

    static Upstream start() throws IOException {
        return new Upstream(0);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort());
    }

    private @Nullable ServerMethodDefinition<byte[], byte[]> method(String name) {
        if (name.equals(LANE_ANNOUNCEMENT)) {
            return null; // a service without a lane
        }
        calls.incrementAndGet();
        return switch (name.substring(name.lastIndexOf('/') + 1)) {
            case "Echo", "Keyed", "Cpu", "Refuse", "Unsafe", "Same", "Hang", "Slow" ->
                unary(name, (request, replies) -> {
                    replies.onNext(request);
                    replies.onCompleted();
                });
            case "Clock" ->
                unary(name, (request, replies) -> {
                    replies.onNext(EchoContract.withClock(request, clock.incrementAndGet()));
                    replies.onCompleted();
                });
            case "Amount" ->
                unary(name, (request, replies) -> {
                    replies.onNext(EchoContract.withAmount(request, AMOUNT));
                    replies.onCompleted();
                });
            case "Fail" ->
                unary(
                        name,
                        (request, replies) -> replies.onError(
                                Status.NOT_FOUND.withDescription("nö 100 %").asRuntimeException(trailers())));
            case "Never" ->
                unary(name, (request, replies) -> {
                    Deadline deadline = Context.current().getDeadline();
                    deadlineMillis.complete(deadline == null ? -1 : deadline.timeRemaining(TimeUnit.MILLISECONDS));
                    Context.current().addListener(context -> cancelled.complete(true), Runnable::run);
                });
            case "Pour" ->
                ServerMethodDefinition.create(
                        Raw.method(name, MethodType.SERVER_STREAMING),
                        ServerCalls.asyncServerStreamingCall((request, replies) -> {
                            int count = Integer.parseInt(new String(request, java.nio.charset.StandardCharsets.UTF_8));
                            for (int i = 0; i < count; i++) {
                                replies.onNext(new byte[16 * 1024]);
                            }
                            replies.onCompleted();
                        }));
            case "Chat" ->
                ServerMethodDefinition.create(
                        Raw.method(name, MethodType.BIDI_STREAMING),
                        ServerCalls.asyncBidiStreamingCall(Upstream::echo));
            default -> null;
        };
    }

    private static ServerMethodDefinition<byte[], byte[]> unary(
            String name, ServerCalls.UnaryMethod<byte[], byte[]> body) {
        return ServerMethodDefinition.create(Raw.unary(name), ServerCalls.asyncUnaryCall(body));
    }

    static Metadata trailers() {
        Metadata trailers = new Metadata();
        trailers.put(TRACE_BIN, new byte[] {0, 1, (byte) 0xff});
        trailers.put(WORD, "one");
        trailers.put(WORD, "two");
        return trailers;
    }

    static StreamObserver<byte[]> echo(StreamObserver<byte[]> replies) {
        return new StreamObserver<>() {
            @Override
            public void onNext(byte[] message) {
                replies.onNext(message);
            }

            @Override
            public void onError(Throwable cancelled) {}

            @Override
            public void onCompleted() {
                replies.onCompleted();
            }
        };
    }

    void kill() {
        server.shutdownNow();
    }

    void drain() {
        server.shutdown();
    }

    @Override
    public void close() throws InterruptedException {
        server.shutdownNow().awaitTermination(5, TimeUnit.SECONDS);
    }

    /** Sends the custom request metadata back, as headers and as trailers. */
    private static final class MetadataEcho implements ServerInterceptor {
        @Override
        public <Q, R> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
            ServerCall<Q, R> echoing = new io.grpc.ForwardingServerCall.SimpleForwardingServerCall<>(call) {
                @Override
                public void sendHeaders(Metadata reply) {
                    reply.merge(headers, java.util.Set.of(TRACE_BIN, WORD));
                    super.sendHeaders(reply);
                }

                @Override
                public void close(Status status, Metadata trailers) {
                    trailers.merge(headers, java.util.Set.of(TRACE_BIN, WORD));
                    super.close(status, trailers);
                }
            };
            return Contexts.interceptCall(Context.current(), echoing, headers, next);
        }
    }
}
