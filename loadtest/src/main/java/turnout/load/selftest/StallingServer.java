package turnout.load.selftest;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import turnout.load.Bytes;

/** Echoes every method on loopback, on one thread that {@link #stall} blocks: whatever is due meanwhile waits. */
public final class StallingServer implements AutoCloseable {

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("stalling-server").factory());
    private final Server server;

    private StallingServer() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .executor(thread)
                .fallbackHandlerRegistry(new EveryMethod())
                .build()
                .start();
    }

    public static StallingServer start() throws IOException {
        return new StallingServer();
    }

    public int port() {
        return server.getPort();
    }

    /** Answers nothing for this long, from now. Returns at once. */
    public void stall(long nanos) {
        long end = System.nanoTime() + nanos;
        thread.execute(() -> {
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
        });
    }

    @Override
    public void close() {
        server.shutdownNow();
        thread.shutdownNow();
    }

    private static final class EveryMethod extends HandlerRegistry {
        @Override
        public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
            return ServerMethodDefinition.create(Bytes.method(name, MethodType.UNARY), new Echo());
        }
    }

    private static final class Echo implements ServerCallHandler<byte[], byte[]> {
        @Override
        public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> call, Metadata headers) {
            call.request(1);
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(byte[] message) {
                    call.sendHeaders(new Metadata());
                    call.sendMessage(message);
                    call.close(Status.OK, new Metadata());
                }
            };
        }
    }
}
