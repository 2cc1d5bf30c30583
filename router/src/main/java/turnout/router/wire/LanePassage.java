package turnout.router.wire;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Body;
import turnout.router.call.Reply;
import turnout.router.engine.BufferBody;
import turnout.router.engine.LaneBlocks;
import turnout.router.engine.LaneLink;
import turnout.router.engine.RequestBlock;
import turnout.router.engine.UpstreamFailure;
import turnout.router.engine.lane.LaneCall;
import turnout.router.engine.lane.LaneCode;
import turnout.router.engine.lane.LaneConnection;
import turnout.router.engine.lane.LaneMethod;
import turnout.router.engine.lane.LaneReply;

/**
 * Passes one unary call to PYTHON by lane, whatever its message says: what {@link Relay} is over HTTP/2. One that a worker
 * refused before it began is sent again by another lane. A call that nobody waits for keeps its slot until the worker has
 * answered, since it works until then.
 */
final class LanePassage extends MessageExchange {

    private final LaneMethod method;
    private final byte[] metadata;
    private @Nullable Body body;
    private @Nullable LaneConnection connection;
    private @Nullable Passing passing;

    private LanePassage(ClientStream stream, Loop loop, RequestHead head, LaneMethod method, byte[] metadata) {
        super(stream, loop, head);
        this.method = method;
        this.metadata = metadata;
    }

    /** The passage of a call that some lane takes now; null where it goes by gRPC. */
    static @Nullable LanePassage start(ClientStream stream, Loop loop, RequestHead head) {
        LaneMethod method = head.laneMethod();
        if (method == null || loop.lanes().pick(method) == null) {
            return null;
        }
        if (head.encoding() == RequestHead.Encoding.OTHER) {
            return null; // a lane carries what is not compressed; the service may know how to read it
        }
        ByteBuf block = head.forwarded();
        byte[] metadata = loop.lanes()
                .memo()
                .metadata(block.array(), block.arrayOffset() + block.readerIndex(), block.readableBytes());
        return metadata == null ? null : new LanePassage(stream, loop, head, method, metadata);
    }

    @Override
    void whole(Body message) {
        body = message;
        send(message);
    }

    private void send(Body message) {
        LaneLink lanes = loop().lanes();
        LaneConnection to = lanes.pick(method);
        if (to == null) {
            fail(UpstreamFailure.noWorker());
        } else if (!to.fits(metadata, message.length())) {
            fail(UpstreamFailure.tooLargeForLane(message.length()));
        } else {
            Passing sent = new Passing();
            passing = sent;
            connection = to;
            lanes.called();
            to.send(sent, method, metadata, timeoutMicros(), BufferBody.buffer(message));
        }
    }

    private long timeoutMicros() {
        return stream().hasDeadline() ? RequestBlock.timeoutMicros(stream().deadlineNanos() - System.nanoTime()) : 0;
    }

    @Override
    void cancelWork() {
        if (connection != null && passing != null) {
            connection.cancel(passing);
        }
    }

    private void fail(Reply.Failure failure) {
        stream().fail(failure);
        ended();
    }

    private void ended() {
        Body held = body;
        if (held != null) {
            body = null;
            held.release();
        }
        passing = null;
        release();
        stream().workEnded();
    }

    private void reply(LaneReply reply) {
        ClientStream client = stream();
        if (reply.status() != 0 && !reply.hasInitialMetadata()) {
            client.replyTrailers(reply.status(), LaneBlocks.trailersOnly(reply));
            return;
        }
        client.replyHeaders(LaneBlocks.headers(reply));
        if (reply.status() == 0) {
            ReplyWriter.message(
                    client, loop().scratch(), reply.bodySource(), reply.bodyFrom(), reply.bodyBytes(), false);
        }
        client.replyTrailers(reply.status(), LaneBlocks.trailers(reply));
    }

    private final class Passing extends LaneCall {

        @Override
        protected void replied(LaneReply reply) {
            Body held = body;
            if (reply.refused()
                    && held != null
                    && !stream().ended()
                    && loop().lanes().pick(method) != null) {
                send(held);
                return;
            }
            if (!stream().ended()) {
                reply(reply);
            }
            ended();
        }

        @Override
        protected void lost(LaneCode code, String reason) {
            fail(UpstreamFailure.laneLost(reason));
        }
    }
}
