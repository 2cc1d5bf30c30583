package turnout.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import com.google.protobuf.CodedOutputStream;
import io.grpc.HandlerRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;

/** An echo by gRPC and by a lane that breaks in whatever way it is told to; it counts how often each call ran. */
final class FakeLaneService implements AutoCloseable {

    static {
        // gRPC sets an option of TCP on every connection, of which Netty warns each time.
        ((Logger) LoggerFactory.getLogger(ServerBootstrap.class)).setLevel(Level.ERROR);
    }

    static final String METHOD = LaneService.BEHAVIOURS + "/Echo";
    static final String ID = "x-conformance-id";

    private static final String ANNOUNCE = "turnout.lane.v1.Lane/Announce";
    private static final byte[] TOKEN = "sixteen bytes or more".getBytes(UTF_8);

    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    private final Set<FakeLane> lanes = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> executions = new ConcurrentHashMap<>();
    private final Path grpcSocket;
    private final Path laneSocket;
    private final Server grpc;
    private final ServerSocketChannel listener;
    private volatile LaneBreak breaks;

    private FakeLaneService(Path folder, LaneBreak how) throws IOException {
        breaks = how;
        grpcSocket = folder.resolve("fake.sock");
        laneSocket = folder.resolve("fake.sock.lane");
        grpc = NettyServerBuilder.forAddress(new DomainSocketAddress(grpcSocket.toString()))
                .channelType(EpollServerDomainSocketChannel.class)
                .bossEventLoopGroup(group)
                .workerEventLoopGroup(group)
                .directExecutor()
                // The gateway's heartbeats.
                .permitKeepAliveTime(1, TimeUnit.MILLISECONDS)
                .permitKeepAliveWithoutCalls(true)
                .fallbackHandlerRegistry(new Methods())
                .build()
                .start();
        listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(laneSocket));
        Thread.ofVirtual().name("fake-lanes").start(this::accept);
    }

    static FakeLaneService start(Path folder, LaneBreak how) throws IOException {
        return new FakeLaneService(folder, how);
    }

    String target() {
        return "unix:" + grpcSocket;
    }

    /** Lanes break as they are told from their next frame on; those that meet it in their greeting begin anew. */
    void breaks(LaneBreak how) {
        breaks = how;
        if (how.greeting()) {
            lanes.forEach(FakeLane::stop);
        }
    }

    /** Nothing is wrong any more; whoever was broken has to begin anew. */
    void heals() {
        breaks = LaneBreak.NOT;
        lanes.stream().filter(FakeLane::broken).forEach(FakeLane::cut);
    }

    LaneBreak breaks() {
        return breaks;
    }

    void ran(String id) {
        executions.merge(id, 1, Integer::sum);
    }

    /** How often each call ran, by either way. */
    Map<String, Integer> executions() {
        return executions;
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel accepted = listener.accept();
                Thread.ofVirtual().name("fake-lane").start(() -> {
                    FakeLane lane = new FakeLane(this, accepted);
                    lanes.add(lane);
                    lane.serve();
                    lanes.remove(lane);
                });
            }
        } catch (ClosedChannelException e) {
            // closed
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] announcement() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.writeString(1, breaks == LaneBreak.NOBODY_THERE ? "unix:" + laneSocket + ".none" : "unix:" + laneSocket);
        out.writeByteArray(2, TOKEN);
        out.writeUInt32(3, 1);
        out.flush();
        return breaks == LaneBreak.ANNOUNCEMENT_CUT ? new byte[] {0x0a, 100, 'u'} : bytes.toByteArray();
    }

    private final class Methods extends HandlerRegistry {

        @Override
        public ServerMethodDefinition<?, ?> lookupMethod(String name, String authority) {
            ServerCallHandler<byte[], byte[]> handler = (call, headers) -> {
                call.request(1);
                return new Answer(call, name, headers.get(RawCalls.ascii(ID)));
            };
            return ServerMethodDefinition.create(RawCalls.method(name, MethodType.UNARY), handler);
        }
    }

    private final class Answer extends ServerCall.Listener<byte[]> {

        private final ServerCall<byte[], byte[]> call;
        private final String method;
        private final String id;

        Answer(ServerCall<byte[], byte[]> call, String method, String id) {
            this.call = call;
            this.method = method;
            this.id = id;
        }

        @Override
        public void onMessage(byte[] message) {
            try {
                byte[] reply = method.equals(ANNOUNCE) ? announcement() : message;
                if (id != null) {
                    ran(id);
                }
                call.sendHeaders(new Metadata());
                call.sendMessage(reply);
                call.close(Status.OK, new Metadata());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        grpc.shutdownNow();
        listener.close();
        lanes.forEach(FakeLane::cut);
        group.shutdownGracefully();
    }
}
