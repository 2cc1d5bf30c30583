package turnout.load.bench;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import turnout.load.Bytes;

/** Single calls to a service, on a unix socket too; not for measuring. */
final class GrpcCalls implements AutoCloseable {

    private static final long DEADLINE_SECONDS = 10;

    // As the gateway's own limit.
    private static final int LARGEST_REPLY = 64 << 20;

    /** Held here, because a logger that nobody holds forgets its level. */
    private static final Logger NETTY_OPTIONS = Logger.getLogger("io.netty.bootstrap");

    static {
        // grpc-java sets TCP's keepalive on every socket, and Netty warns of it on unix sockets.
        NETTY_OPTIONS.setLevel(Level.SEVERE);
    }

    private final MultiThreadIoEventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final ManagedChannel channel;

    /** @param address as {@link Sockets#address} reads it */
    GrpcCalls(String address) {
        SocketAddress target = Sockets.address(address);
        NettyChannelBuilder builder =
                NettyChannelBuilder.forAddress(target).usePlaintext().maxInboundMessageSize(LARGEST_REPLY);
        if (target instanceof UnixDomainSocketAddress) {
            builder.channelType(NioDomainSocketChannel.class, UnixDomainSocketAddress.class)
                    .eventLoopGroup(loop)
                    .overrideAuthority("localhost");
        }
        channel = builder.build();
    }

    byte[] unary(String method, byte[] message) throws IOException {
        try {
            return ClientCalls.blockingUnaryCall(
                    channel,
                    Bytes.method(method, MethodType.UNARY),
                    CallOptions.DEFAULT.withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS),
                    message);
        } catch (StatusRuntimeException e) {
            throw new IOException(method + ": " + e.getStatus(), e);
        }
    }

    /** Where the service's lane is. */
    Announcement announcement() throws IOException {
        return Announcement.parse(unary(Announcement.METHOD, new byte[0]));
    }

    @Override
    public void close() {
        channel.shutdownNow();
        loop.shutdownGracefully();
    }
}
