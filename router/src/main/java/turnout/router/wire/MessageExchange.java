package turnout.router.wire;

import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import turnout.router.call.Body;
import turnout.router.call.Reply;
import turnout.router.engine.MessageReader;
import turnout.router.engine.ReplyBlocks;

/**
 * Collects the one message of a unary call, within its limit and the process's budget, and unpacks it; what is done with
 * it is the subclass's.
 */
abstract class MessageExchange implements Exchange, BodyBudget.Holder {

    private final ClientStream stream;
    private final Loop loop;
    private final RequestHead.Encoding encoding;
    private final MessageReader message;
    private long charged;
    private boolean whole;

    MessageExchange(ClientStream stream, Loop loop, RequestHead head) {
        this.stream = stream;
        this.loop = loop;
        this.encoding = head.encoding();
        this.message = new MessageReader(loop.limits().requestMessageBytes());
    }

    /** The message is whole and uncompressed. The subclass releases it, and calls {@link #release} when its work ended. */
    abstract void whole(Body body);

    /** Nobody waits any more for what {@link #whole} began. */
    abstract void cancelWork();

    ClientStream stream() {
        return stream;
    }

    Loop loop() {
        return loop;
    }

    @Override
    public void data(ByteBuf source, int index, int length, int credit, boolean end) {
        switch (message.add(source, index, length)) {
            case READING, WHOLE -> {
                charged += length;
                loop.budget().charge(this, length, credit);
                if (end) {
                    end();
                }
            }
            case TOO_LARGE ->
                refuse(
                        Status.Code.RESOURCE_EXHAUSTED,
                        "REQUEST_TOO_LARGE",
                        "the request message is over " + loop.limits().requestMessageBytes() + " bytes");
            case MORE_THAN_ONE ->
                refuse(Status.Code.INTERNAL, "REQUEST_NOT_ONE", "a unary call has one request message, not more");
        }
    }

    @Override
    public void end() {
        if (stream.ended() || whole) {
            return;
        }
        if (message.state() != MessageReader.State.WHOLE) {
            refuse(
                    Status.Code.INTERNAL,
                    "REQUEST_NOT_ONE",
                    message.empty() ? "a unary call has one request message" : "the request message is cut off");
            return;
        }
        Body body = message.take();
        if (message.compressed()) {
            switch (encoding) {
                case IDENTITY -> {
                    body.release();
                    refuse(Status.Code.INTERNAL, "COMPRESSED_WITHOUT_ENCODING", "grpc-encoding is missing");
                }
                case OTHER -> {
                    body.release();
                    refuse(Status.Code.UNIMPLEMENTED, "ENCODING_UNKNOWN", "grpc-encoding is none of: identity, gzip");
                }
                case GZIP -> inflated(body);
            }
            return;
        }
        begin(body);
    }

    private void inflated(Body compressed) {
        try {
            begin(Gzip.inflate(compressed, loop.limits().requestMessageBytes()));
        } catch (Gzip.TooLargeException e) {
            refuse(
                    Status.Code.RESOURCE_EXHAUSTED,
                    "REQUEST_TOO_LARGE",
                    "the request message is over " + loop.limits().requestMessageBytes() + " bytes once decompressed");
        } catch (java.io.IOException e) {
            refuse(Status.Code.INTERNAL, "COMPRESSED_BROKEN", "the request message is not gzip");
        } finally {
            compressed.release();
        }
    }

    private void begin(Body body) {
        whole = true;
        stream.workBegins();
        whole(body);
    }

    @Override
    public void cancelled() {
        if (whole) {
            cancelWork();
        } else {
            message.release();
            release();
        }
    }

    @Override
    public void sent(int bytes) {}

    private void refuse(Status.Code code, String reason, String sentence) {
        message.release();
        release();
        stream.fail(ReplyBlocks.failure(code, reason, sentence, Reply.Fault.CALLER));
    }

    /** Gives back what the request was charged; more than once does nothing. */
    void release() {
        long bytes = charged;
        charged = 0;
        loop.budget().release(this, bytes);
    }

    // BodyBudget.Holder

    @Override
    public ClientConnection connection() {
        return stream.client();
    }

    @Override
    public void mayReceive(int credit) {
        stream.grant(credit);
    }

    @Override
    public void waitedTooLong() {
        refuse(
                Status.Code.RESOURCE_EXHAUSTED,
                "BODIES_OVER_BUDGET",
                "the gateway holds as many request bytes as it may, and has for a second");
    }
}
