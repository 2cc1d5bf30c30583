package turnout.router.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCalls;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.net.Socket;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import turnout.router.http2.Hpack;

/** The places that calls have with an engine, over sockets. */
final class CompartmentTest {

    private static final byte[] REQUEST = EchoContract.keyed("somebody");

    @Test
    void refusesWhatIsOverTheCapAndLeavesTheOtherEngineAlone() throws Exception {
        try (Upstream upstream = Upstream.start();
                ProxyUnderTest proxy = ProxyUnderTest.start(2, upstream.address())) {
            ManagedChannel channel = proxy.channel();
            proxy.share("0");
            var waiting = ClientCalls.futureUnaryCall(
                    channel.newCall(Raw.unary(EchoContract.NEVER), CallOptions.DEFAULT), REQUEST);
            eventually(() -> upstream.calls.get() == 1);

            // One place on each loop, and this connection has one loop.
            assertThatThrownBy(() -> call(channel, EchoContract.SAME))
                    .hasMessageContaining("PYTHON has as many calls of echo as it may");
            proxy.share("100");
            assertThat(call(channel, EchoContract.SAME)).isEqualTo(REQUEST);

            waiting.cancel(true);
            proxy.share("0");
            eventually(() -> proxy.listener.streamCount() == 0);
            assertThat(call(channel, EchoContract.SAME)).isEqualTo(REQUEST);
        }
    }

    @Test
    void hasThePlaceAgainOfACallWhoseClientWentAway() throws Exception {
        try (Upstream upstream = Upstream.start();
                ProxyUnderTest proxy = ProxyUnderTest.start(2, upstream.address())) {
            proxy.share("0");

            for (int client = 1; client <= 10; client++) {
                try (Socket socket =
                        new Socket(proxy.address().getAddress(), proxy.address().getPort())) {
                    socket.getOutputStream().write(neverAnswered());
                    int calls = client;
                    eventually(() -> upstream.calls.get() == calls);
                }
                eventually(() -> proxy.listener.connectionCount() == 0);
            }

            assertThat(proxy.listener.streamCount()).isZero();
            assertThat(call(proxy.channel(), EchoContract.SAME)).isEqualTo(REQUEST);
        }
    }

    /** A client that says what it wants and no goodbye: its socket just ends, with no RST_STREAM. */
    private static byte[] neverAnswered() {
        ByteBuf head = Unpooled.buffer();
        String[] fields = {
            ":method", "POST",
            ":scheme", "http",
            ":path", "/" + EchoContract.NEVER,
            ":authority", "test",
            "te", "trailers",
            "content-type", "application/grpc"
        };
        for (int i = 0; i < fields.length; i += 2) {
            Hpack.write(head, fields[i].getBytes(US_ASCII), fields[i + 1].getBytes(US_ASCII));
        }
        ByteBuf all = Unpooled.buffer().writeBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
        frame(all, 0x4, 0, 0, Unpooled.EMPTY_BUFFER); // SETTINGS
        frame(all, 0x1, 0x4, 1, head); // HEADERS, END_HEADERS
        frame(
                all,
                0x0,
                0x1, // DATA, END_STREAM
                1,
                Unpooled.buffer().writeByte(0).writeInt(REQUEST.length).writeBytes(REQUEST));
        return ByteBufUtil.getBytes(all);
    }

    private static void frame(ByteBuf out, int type, int flags, int stream, ByteBuf payload) {
        out.writeMedium(payload.readableBytes())
                .writeByte(type)
                .writeByte(flags)
                .writeInt(stream)
                .writeBytes(payload);
    }

    private static byte[] call(Channel channel, String method) {
        return ClientCalls.blockingUnaryCall(channel, Raw.unary(method), CallOptions.DEFAULT, REQUEST);
    }

    private static void eventually(BooleanSupplier holds) {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("within 20 s").isLessThan(until);
            Thread.yield();
        }
    }
}
