package turnout.router.answers;

import io.grpc.BindableService;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** grpc-java's own server and client around services of ours, on a free port. */
final class LoopbackServer implements AutoCloseable {

    private final Server server;
    private final ManagedChannel channel;

    private LoopbackServer(Server server, ManagedChannel channel) {
        this.server = server;
        this.channel = channel;
    }

    static LoopbackServer serving(List<? extends BindableService> services) throws Exception {
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        services.forEach(builder::addService);
        Server server = builder.build().start();
        ManagedChannel channel = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getPort()))
                .usePlaintext()
                .build();
        return new LoopbackServer(server, channel);
    }

    ManagedChannel channel() {
        return channel;
    }

    @Override
    public void close() throws Exception {
        channel.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
        server.shutdownNow().awaitTermination(10, TimeUnit.SECONDS);
    }
}
