package turnout.e2e;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import org.slf4j.LoggerFactory;

/** gRPC to a unix socket, past every gateway, with a thread of its own. */
final class UnixChannel implements AutoCloseable {

    static {
        // gRPC sets an option of TCP on every channel, of which Netty warns each time.
        ((Logger) LoggerFactory.getLogger(Bootstrap.class)).setLevel(Level.ERROR);
    }

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    final ManagedChannel channel;

    UnixChannel(String socket) {
        channel = NettyChannelBuilder.forAddress(new DomainSocketAddress(socket))
                .channelType(EpollDomainSocketChannel.class)
                .eventLoopGroup(group)
                .overrideAuthority("localhost")
                .usePlaintext()
                .maxInboundMessageSize(64 << 20)
                .maxInboundMetadataSize(64 << 10)
                .compressorRegistry(Deflate.COMPRESSORS)
                .build();
    }

    @Override
    public void close() {
        channel.shutdownNow();
        group.shutdownGracefully();
    }
}
