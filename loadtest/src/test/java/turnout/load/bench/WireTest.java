package turnout.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Server;
import io.grpc.netty.NettyServerBuilder;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.chain.v1.GetTransactionRequest;

class WireTest {

    private static final ClosedLoop.Shape SHAPE = new ClosedLoop.Shape(4, 32);
    private static final Workload CALLS = Echo.of(List.of(Echo.key(1), Echo.key(2)));

    @TempDir
    Path directory;

    @Test
    void echoesEveryCallDirectly() throws Exception {
        try (EchoServer echo = EchoServer.start(directory.resolve("s"))) {
            assertThat(run(echo.port()).calls()).isGreaterThanOrEqualTo(5_000);
        }
    }

    @Test
    void echoesEveryCallOnAUnixSocket() throws Exception {
        Path socket = directory.resolve("s");
        try (EchoServer echo = EchoServer.start(socket)) {
            ClosedLoop.Measured measured = run(() -> new Http2Connection(Sockets.address("unix:" + socket), CALLS));

            assertThat(measured.calls()).isGreaterThanOrEqualTo(5_000);
        }
    }

    @Test
    void echoesEveryCallOnTheLaneThatItAnnounces() throws Exception {
        String address = "unix:" + directory.resolve("s");
        try (EchoServer echo = EchoServer.start(directory.resolve("s"));
                GrpcCalls grpc = new GrpcCalls(address)) {
            Announcement announcement = grpc.announcement();

            assertThat(announcement.address()).isEqualTo(address + ".lane");
            assertThat(run(() -> LaneConnection.open(announcement, CALLS)).calls())
                    .isGreaterThanOrEqualTo(5_000);
        }
    }

    @Test
    void echoesEveryCallThroughTheGrpcProxy() throws Exception {
        try (EchoServer echo = EchoServer.start(directory.resolve("s"));
                GrpcProxy proxy = GrpcProxy.start("127.0.0.1", echo.port())) {
            assertThat(run(proxy.port()).calls()).isGreaterThanOrEqualTo(5_000);
        }
    }

    @Test
    void echoesEveryCallThroughTheByteForwarder() throws Exception {
        try (EchoServer echo = EchoServer.start(directory.resolve("s"));
                ByteForwarder forwarder = ByteForwarder.start("127.0.0.1", echo.port())) {
            assertThat(run(forwarder.port()).calls()).isGreaterThanOrEqualTo(5_000);
        }
    }

    @Test
    void opensNoMoreCallsThanThePeerAllows() throws Exception {
        Server narrow = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .maxConcurrentCallsPerConnection(2)
                .build()
                .start();
        try {
            // Each call is answered UNIMPLEMENTED; what is refused by the limit would end as a reset.
            assertThatThrownBy(() -> run(narrow.getPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("calls failed");
        } finally {
            narrow.shutdownNow();
        }
    }

    @Test
    void failsWhenTheProxyAnswersWithErrors() throws Exception {
        Server refusing = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .build()
                .start();
        try {
            assertThatThrownBy(() -> run(refusing.getPort()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("calls failed");
        } finally {
            refusing.shutdownNow();
        }
    }

    @Test
    void measuresAlsoWithoutADynamicTable() {
        Http2Requests requests = Http2Requests.create(CALLS, 0);

        assertThat(requests.first()[9]).isEqualTo((byte) 0x20);
        assertThat(requests.later().length).isEqualTo(requests.first().length - 1);
        assertThat(Http2Requests.create(CALLS, 4_096).later().length).isEqualTo(9 + 8);
    }

    @Test
    void sendsMessagesOfTheSizeThatItSays() throws Exception {
        byte[] message = Echo.message(Echo.key(1));

        assertThat(message).hasSize(Echo.MESSAGE_BYTES);
        assertThat(GetTransactionRequest.parseFrom(message).getTxid()).isEqualTo(Echo.key(1));
    }

    @Test
    void readsTheCpuThatAProcessUsed() {
        ProcessCost self = new ProcessCost(ProcessHandle.current().pid());
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long before = self.cpuNanos();
        long threadBefore = threads.getCurrentThreadCpuTime();

        while (threads.getCurrentThreadCpuTime() - threadBefore < 50_000_000) {
            Thread.onSpinWait();
        }

        // A kernel may account by ticks of up to 10 ms.
        assertThat(self.cpuNanos() - before).isGreaterThanOrEqualTo(30_000_000);
        assertThat(self.residentBytes()).isGreaterThan(10_000_000);
    }

    private static ClosedLoop.Measured run(int port) throws IOException {
        return run(() -> new Http2Connection(Sockets.loopback(port), CALLS));
    }

    private static ClosedLoop.Measured run(LoopConnection.Opening opening) throws IOException {
        return ClosedLoop.run(opening, SHAPE, ClosedLoop.Until.calls(100), ClosedLoop.Until.calls(5_000), List.of());
    }
}
