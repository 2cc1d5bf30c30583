package turnout.router.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.util.ArrayList;
import java.util.List;

/** A server's end of a connection, fed with bytes; it answers nothing by itself and remembers what it was told. */
final class ServerUnderTest extends Connection {

    static final Limits LIMITS = new Limits(100, 65_535, 131_070, 16_384);

    final List<String> heard = new ArrayList<>();
    final List<Recording> opened = new ArrayList<>();
    final List<String> limits = new ArrayList<>();
    final EmbeddedChannel wire = new EmbeddedChannel();

    private ServerUnderTest() {
        super(true, LIMITS);
    }

    /** Past preface and SETTINGS; what it said until then is dropped. */
    static ServerUnderTest shakenHands() {
        ServerUnderTest server = new ServerUnderTest();
        server.wire.pipeline().addLast(server);
        server.feed(Bytes.PREFACE, Bytes.frame(Frame.SETTINGS, 0, 0), Bytes.frame(Frame.SETTINGS, Frame.ACK, 0));
        server.said();
        return server;
    }

    static ServerUnderTest fresh() {
        ServerUnderTest server = new ServerUnderTest();
        server.wire.pipeline().addLast(server);
        return server;
    }

    void feed(byte[]... parts) {
        for (byte[] part : parts) {
            wire.writeInbound(Unpooled.wrappedBuffer(part));
        }
        wire.runPendingTasks();
    }

    /** The frames that it has written since the last time, as text: {@code GOAWAY(1)}, {@code HEADERS#3 end}. */
    List<String> said() {
        wire.runPendingTasks();
        List<String> frames = new ArrayList<>();
        ByteBuf all = Unpooled.buffer();
        for (ByteBuf out = wire.readOutbound(); out != null; out = wire.readOutbound()) {
            all.writeBytes(out);
            out.release();
        }
        while (all.readableBytes() >= Frame.HEADER_BYTES) {
            int length = all.readUnsignedMedium();
            frames.add(Bytes.text(all.readByte(), all.readByte(), all.readInt(), all.readSlice(length)));
        }
        return frames;
    }

    @Override
    protected Stream accept(int id, long nowNanos) {
        Recording stream = new Recording(id, nowNanos);
        opened.add(stream);
        return stream;
    }

    @Override
    protected void limitHit(String limit) {
        limits.add(limit);
    }

    /** Remembers; grants nothing by itself. */
    final class Recording extends Stream {

        private final StringBuilder fields = new StringBuilder();

        Recording(int id, long nowNanos) {
            super(ServerUnderTest.this, id, nowNanos);
        }

        @Override
        protected void headersBegin() {
            fields.setLength(0);
        }

        @Override
        protected void field(HeaderBlock field) {
            fields.append(field.nameText())
                    .append('=')
                    .append(field.valueText())
                    .append(';');
        }

        @Override
        protected void headersEnd(boolean endStream) {
            heard.add("headers#" + id() + " " + fields + (endStream ? " end" : ""));
        }

        @Override
        protected void data(ByteBuf source, int index, int length, int credit, boolean endStream) {
            heard.add("data#" + id() + " " + source.toString(index, length, US_ASCII) + (endStream ? " end" : ""));
        }

        @Override
        protected void aborted(int errorCode, String reason) {
            heard.add("aborted#" + id() + " " + errorCode);
        }
    }
}
