package turnout.load.bench;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.HandlerRegistry;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import turnout.load.Bytes;

/**
 * A peer of the bench: what one writes first when a gateway is to be made of grpc-java. Passes unary calls on without
 * parsing them, on the event loops of Netty.
 */
public final class GrpcProxy implements AutoCloseable {

    private final Server server;
    private final ManagedChannel upstream;

    private GrpcProxy(Server server, ManagedChannel upstream) {
        this.server = server;
        this.upstream = upstream;
    }

    /** As a process of its own: {@code HOST PORT} of the upstream; prints its port, ends when standard input closes. */
    public static void main(String[] arguments) throws IOException {
        try (GrpcProxy proxy = start(arguments[0], Integer.parseInt(arguments[1]))) {
            ServerProcess.announce(proxy.port());
        }
    }

    /** Listens on a free port of loopback. */
    public static GrpcProxy start(String upstreamHost, int upstreamPort) throws IOException {
        ManagedChannel upstream = NettyChannelBuilder.forAddress(upstreamHost, upstreamPort)
                .usePlaintext()
                .directExecutor()
                .disableRetry()
                .build();
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .directExecutor()
                .fallbackHandlerRegistry(new HandlerRegistry() {
                    @Override
                    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
                        MethodDescriptor<byte[], byte[]> method = Bytes.method(name, MethodType.UNARY);
                        return ServerMethodDefinition.create(method, new PassOn(upstream, method));
                    }
                })
                .build()
                .start();
        return new GrpcProxy(server, upstream);
    }

    public int port() {
        return server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
        upstream.shutdownNow();
    }

    private record PassOn(Channel upstream, MethodDescriptor<byte[], byte[]> method)
            implements ServerCallHandler<byte[], byte[]> {

        @Override
        public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> front, Metadata headers) {
            ClientCall<byte[], byte[]> back = upstream.newCall(method, CallOptions.DEFAULT);
            AtomicBoolean cancelled = new AtomicBoolean();
            back.start(new Replies(front, cancelled), headers);
            back.request(2);
            front.request(2);
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(byte[] message) {
                    back.sendMessage(message);
                }

                @Override
                public void onHalfClose() {
                    back.halfClose();
                }

                @Override
                public void onCancel() {
                    cancelled.set(true);
                    back.cancel("the caller cancelled", null);
                }
            };
        }
    }

    private static final class Replies extends ClientCall.Listener<byte[]> {
        private final ServerCall<byte[], byte[]> front;
        private final AtomicBoolean cancelled;

        Replies(ServerCall<byte[], byte[]> front, AtomicBoolean cancelled) {
            this.front = front;
            this.cancelled = cancelled;
        }

        @Override
        public void onHeaders(Metadata headers) {
            front.sendHeaders(headers);
        }

        @Override
        public void onMessage(byte[] message) {
            front.sendMessage(message);
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            // A call that the caller has given up is closed already.
            if (!cancelled.get()) {
                front.close(status, trailers);
            }
        }
    }
}
