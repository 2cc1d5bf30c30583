package turnout.router.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import turnout.router.http2.Hpack;

/**
 * Answers what is not gRPC, in HTTP's own words. Only after the request has ended: a client that still sends would see a
 * reset instead of the answer.
 */
final class Refusal implements Exchange {

    private static final byte[] STATUS = ":status".getBytes(US_ASCII);
    private static final byte[] CONTENT_TYPE = "content-type".getBytes(US_ASCII);
    private static final byte[] PLAIN = "text/plain; charset=utf-8".getBytes(US_ASCII);

    private final ClientStream stream;
    private final int httpStatus;
    private final String sentence;

    Refusal(ClientStream stream, int httpStatus, String sentence) {
        this.stream = stream;
        this.httpStatus = httpStatus;
        this.sentence = sentence;
    }

    @Override
    public void data(ByteBuf source, int index, int length, int credit, boolean end) {
        stream.grant(credit);
        if (end) {
            end();
        }
    }

    @Override
    public void end() {
        ByteBuf block = Unpooled.buffer(64);
        Hpack.write(block, STATUS, Integer.toString(httpStatus).getBytes(US_ASCII));
        Hpack.write(block, CONTENT_TYPE, PLAIN);
        byte[] text = (sentence + "\n").getBytes(UTF_8);
        stream.sendHeaders(block, false);
        stream.sendData(Unpooled.wrappedBuffer(text), 0, text.length, true);
    }

    @Override
    public void cancelled() {}

    @Override
    public void sent(int bytes) {}
}
