package turnout.router.engine;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Call;
import turnout.router.call.Reply;
import turnout.router.engine.lane.LaneCall;
import turnout.router.engine.lane.LaneCode;
import turnout.router.engine.lane.LaneConnection;
import turnout.router.engine.lane.LaneMethod;
import turnout.router.engine.lane.LaneReply;

/**
 * One unary call on its way through PYTHON by lane. One that a worker refused before it began is sent again by another
 * lane: the request is still held. After a cancellation the worker's reply is waited for, since it works until then.
 */
final class LaneExchange extends LaneCall {

    private final Call call;
    private final LaneLink link;
    private final LaneMethod method;
    private final byte[] metadata;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private @Nullable LaneConnection connection;

    LaneExchange(Call call, LaneLink link, LaneMethod method, byte[] metadata) {
        this.call = call;
        this.link = link;
        this.method = method;
        this.metadata = metadata;
    }

    CompletableFuture<Reply> start(LaneConnection first) {
        call.cancellation().onCancel(() -> call.loop().execute(this::cancel));
        send(first);
        return reply;
    }

    private void send(LaneConnection to) {
        if (!to.fits(metadata, call.body().length())) {
            end(UpstreamFailure.tooLargeForLane(call.body().length()));
            return;
        }
        connection = to;
        link.called();
        to.send(this, method, metadata, RequestBlock.timeoutMicros(call.nanosLeft()), BufferBody.buffer(call.body()));
    }

    private void cancel() {
        LaneConnection open = connection;
        if (open != null) {
            open.cancel(this);
        }
    }

    @Override
    protected void replied(LaneReply answer) {
        LaneConnection next = answer.refused() && !call.cancellation().cancelled() ? link.pick(method) : null;
        if (next != null) {
            send(next);
        } else if (answer.status() == 0) {
            end(new Reply.Answer(
                    LaneBlocks.headers(answer),
                    BufferBody.of(answer.bodySource(), answer.bodyFrom(), answer.bodyBytes()),
                    false,
                    LaneBlocks.trailers(answer)));
        } else if (answer.hasInitialMetadata()) {
            end(new Reply.Failure(
                    answer.status(),
                    LaneBlocks.headers(answer),
                    LaneBlocks.trailers(answer),
                    Reply.fault(answer.status())));
        } else {
            end(new Reply.Failure(
                    answer.status(), null, LaneBlocks.trailersOnly(answer), Reply.fault(answer.status())));
        }
    }

    @Override
    protected void lost(LaneCode code, String reason) {
        end(UpstreamFailure.laneLost(reason));
    }

    private void end(Reply ended) {
        call.body().release();
        reply.complete(ended);
    }
}
