package turnout.router.engine.lane;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One lane connection without a socket: the test is the service. */
final class GatewayUnderTest implements LaneConnection.Owner {

    static final int FRAME_LIMIT_BYTES = 1_000_000;

    final LaneMethods methods = new LaneMethods();
    final LaneConnection connection = new LaneConnection(this, methods, new byte[] {1, 2, 3, 4}, FRAME_LIMIT_BYTES);
    final EmbeddedChannel channel = new EmbeddedChannel(connection);
    boolean ready;
    boolean stopping;

    @Nullable
    LaneCode ended;

    String reason = "";

    /** A connection whose service has said the hello of docs/lane.md. */
    static GatewayUnderTest greeted() throws java.io.IOException {
        GatewayUnderTest gateway = new GatewayUnderTest();
        gateway.sent();
        gateway.receive(LaneExamples.named("hello from the service"));
        return gateway;
    }

    @Override
    public void ready(LaneConnection lane) {
        ready = true;
    }

    @Override
    public void stopping(LaneConnection lane) {
        stopping = true;
    }

    @Override
    public void ended(LaneConnection lane, LaneCode code, String why) {
        ended = code;
        reason = why;
    }

    LaneMethod method(String name) {
        LaneMethod method = methods.find(name);
        if (method == null) {
            throw new AssertionError(name + " is not in the hello");
        }
        return method;
    }

    void receive(byte[] bytes) {
        if (channel.isOpen()) {
            channel.writeInbound(Unpooled.directBuffer().writeBytes(bytes));
            channel.runPendingTasks();
        }
    }

    /** All that was written since the last time. */
    byte[] sent() {
        channel.runPendingTasks();
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
            all.writeBytes(part);
            part.release();
        }
        return ByteBufUtil.getBytes(all);
    }

    Answered send(String method, byte[] metadata, long timeoutMicros, byte[] body) {
        Answered call = new Answered();
        connection.send(call, method(method), metadata, timeoutMicros, Unpooled.wrappedBuffer(body));
        return call;
    }

    /** What became of a call. */
    static final class Answered extends LaneCall {

        final List<String> outcomes = new ArrayList<>();
        byte[] initial = {};
        byte[] trailing = {};
        byte[] body = {};

        @Override
        protected void replied(LaneReply reply) {
            outcomes.add((reply.refused() ? "refused " : "") + reply.status() + " " + reply.details());
            ByteBuf block = Unpooled.buffer();
            reply.writeInitialMetadata(block);
            initial = ByteBufUtil.getBytes(block);
            block.clear();
            reply.writeTrailingMetadata(block);
            trailing = ByteBufUtil.getBytes(block);
            body = ByteBufUtil.getBytes(reply.bodySource(), reply.bodyFrom(), reply.bodyBytes());
        }

        @Override
        protected void lost(LaneCode code, String reason) {
            outcomes.add("lost " + code);
        }
    }

    /** Literal fields of a header block, {@code name, value, …}. */
    static byte[] block(String... fields) {
        ByteBuf out = Unpooled.buffer();
        for (int i = 0; i < fields.length; i += 2) {
            turnout.router.http2.Hpack.write(out, fields[i].getBytes(US_ASCII), fields[i + 1].getBytes(US_ASCII));
        }
        return ByteBufUtil.getBytes(out);
    }
}
