package turnout.load.vectors;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerMethodDefinition;
import io.grpc.StatusException;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCalls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import turnout.load.Bytes;

/** A server that answers as the engine that the caller forces; every request of every method alike. */
final class TwoEngines implements AutoCloseable {

    /** What an engine makes of any request. */
    interface Answering {
        byte[] answer(byte[] request) throws StatusException;
    }

    private static final Metadata.Key<String> ENGINE =
            Metadata.Key.of("x-turnout-engine", Metadata.ASCII_STRING_MARSHALLER);
    private static final io.grpc.Context.Key<String> FORCED = io.grpc.Context.key("forced");

    private final Server server;

    private TwoEngines(Server server) {
        this.server = server;
    }

    /** @param obeys whether it honours the header; else PYTHON answers all */
    static TwoEngines start(Answering python, Answering inJvm, boolean obeys) throws IOException {
        Map<String, Answering> engines = Map.of("python", python, "native", inJvm);
        return new TwoEngines(NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .directExecutor()
                .fallbackHandlerRegistry(new io.grpc.HandlerRegistry() {
                    @Override
                    public ServerMethodDefinition<?, ?> lookupMethod(
                            String method, @org.jspecify.annotations.Nullable String authority) {
                        return ServerMethodDefinition.create(
                                Bytes.method(method, MethodType.UNARY), ServerCalls.asyncUnaryCall((request, reply) -> {
                                    try {
                                        byte[] answer = java.util.Objects.requireNonNull(engines.get(FORCED.get()))
                                                .answer(request);
                                        reply.onNext(answer);
                                        reply.onCompleted();
                                    } catch (StatusException e) {
                                        reply.onError(e);
                                    }
                                }));
                    }
                })
                .intercept(new Explaining(obeys))
                .build()
                .start());
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private record Explaining(boolean obeys) implements ServerInterceptor {

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            String engine = obeys ? String.valueOf(headers.get(ENGINE)) : "python";
            var explained = new io.grpc.ForwardingServerCall.SimpleForwardingServerCall<Q, A>(call) {
                @Override
                public void sendHeaders(Metadata reply) {
                    reply.put(ENGINE, engine);
                    super.sendHeaders(reply);
                }

                @Override
                public void close(io.grpc.Status status, Metadata trailers) {
                    trailers.put(ENGINE, engine);
                    super.close(status, trailers);
                }
            };
            return io.grpc.Contexts.interceptCall(
                    io.grpc.Context.current().withValue(FORCED, engine), explained, headers, next);
        }
    }
}
