package turnout.router.wire;

import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Body;
import turnout.router.call.Call;
import turnout.router.call.Cancellation;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Reply;
import turnout.router.dispatch.Dispatcher.Dispatched;
import turnout.router.engine.MessageReader;
import turnout.router.engine.ReplyBlocks;

/** Collects the one message of a unary call whose route depends on it, or which NATIVE answers; then dispatches it. */
final class RequestCollector implements Exchange, BodyBudget.Holder {

    private final ClientStream stream;
    private final Loop loop;
    private final Operation operation;
    private final byte[] metadata;
    private final @Nullable Body headerKey;
    private final @Nullable EngineName forced;
    private final int draw;
    private final RequestHead.Encoding encoding;
    private final MessageReader message;
    private final Cancellation cancellation = new Cancellation();
    private long charged;
    private boolean dispatched;

    RequestCollector(
            ClientStream stream,
            Loop loop,
            RequestHead head,
            Operation operation,
            @Nullable EngineName forced,
            int draw) {
        this.stream = stream;
        this.loop = loop;
        this.operation = operation;
        this.metadata = ByteBufUtil.getBytes(head.forwarded());
        this.headerKey = head.key();
        this.forced = forced;
        this.draw = draw;
        this.encoding = head.encoding();
        this.message = new MessageReader(loop.limits().requestMessageBytes());
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
        if (stream.ended() || dispatched) {
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
        dispatch(body);
    }

    private void inflated(Body compressed) {
        try {
            dispatch(Gzip.inflate(compressed, loop.limits().requestMessageBytes()));
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

    private void dispatch(Body body) {
        dispatched = true;
        stream.workBegins();
        Call call = new Call(
                operation,
                body,
                headerKey,
                draw,
                forced,
                stream.deadlineNanos(),
                metadata,
                cancellation,
                loop.executor());
        int bucket = stream.explained() ? loop.head().table().bucket(operation, body, headerKey, draw) : -1;
        Dispatched to = loop.dispatcher().dispatch(call);
        stream.routed(to.route(), bucket);
        to.reply().whenComplete((reply, fault) -> replied(reply));
    }

    private void replied(Reply reply) {
        if (stream.ended()) {
            if (reply instanceof Reply.Answer answer) {
                answer.body().release();
            }
        } else {
            stream.reply(reply);
        }
        release();
        stream.workEnded();
    }

    @Override
    public void cancelled() {
        if (dispatched) {
            cancellation.cancel();
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

    private void release() {
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
