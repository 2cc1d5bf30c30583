package turnout.load.bench;

import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import turnout.load.Bytes;

/**
 * The upstream of the bench: a stock grpc-java server that sends every unary request back, of whatever method, on a port
 * and on a unix socket; beside them a lane for {@link Echo#METHOD}, which it announces.
 */
public final class EchoServer implements AutoCloseable {

    private final Server onPort;
    private final Server onSocket;
    private final EchoLane lane;
    private final MultiThreadIoEventLoopGroup loops;

    private EchoServer(Server onPort, Server onSocket, EchoLane lane, MultiThreadIoEventLoopGroup loops) {
        this.onPort = onPort;
        this.onSocket = onSocket;
        this.lane = lane;
        this.loops = loops;
    }

    /** As a process of its own: {@code SOCKET}, a path; prints its port, ends when standard input is closed. */
    public static void main(String[] arguments) throws IOException {
        try (EchoServer server = start(Path.of(arguments[0]))) {
            ServerProcess.announce(server.port());
        }
    }

    /** Listens on a free port of loopback, on {@code socket}, and for the lane beside it. */
    public static EchoServer start(Path socket) throws IOException {
        EchoLane lane = EchoLane.start(Path.of(socket + ".lane"));
        byte[] announcement = lane.announcement().serialize();
        Server onPort = serve(
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)),
                announcement);
        MultiThreadIoEventLoopGroup loops = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
        Server onSocket = serve(
                NettyServerBuilder.forAddress(UnixDomainSocketAddress.of(socket))
                        .channelType(NioServerDomainSocketChannel.class)
                        .bossEventLoopGroup(loops)
                        .workerEventLoopGroup(loops),
                announcement);
        return new EchoServer(onPort, onSocket, lane, loops);
    }

    private static Server serve(NettyServerBuilder builder, byte[] announcement) throws IOException {
        return builder.directExecutor()
                .fallbackHandlerRegistry(new HandlerRegistry() {
                    @Override
                    public ServerMethodDefinition<?, ?> lookupMethod(String name, @Nullable String authority) {
                        return ServerMethodDefinition.create(
                                Bytes.method(name, MethodType.UNARY),
                                new Answers(name.equals(Announcement.METHOD) ? ask -> announcement : ask -> ask));
                    }
                })
                .build()
                .start();
    }

    public int port() {
        return onPort.getPort();
    }

    @Override
    public void close() throws IOException {
        onPort.shutdownNow();
        onSocket.shutdownNow();
        loops.shutdownGracefully();
        lane.close();
    }

    private record Answers(UnaryOperator<byte[]> answer) implements ServerCallHandler<byte[], byte[]> {
        @Override
        public ServerCall.Listener<byte[]> startCall(ServerCall<byte[], byte[]> call, Metadata headers) {
            call.request(2);
            return new ServerCall.Listener<>() {
                @Override
                public void onMessage(byte[] message) {
                    call.sendHeaders(new Metadata());
                    call.sendMessage(answer.apply(message));
                }

                @Override
                public void onHalfClose() {
                    call.close(Status.OK, new Metadata());
                }
            };
        }
    }
}
