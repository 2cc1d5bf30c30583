package turnout.router.wire;

import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Body;
import turnout.router.call.Call;
import turnout.router.call.Cancellation;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Reply;
import turnout.router.dispatch.Dispatched;

/** A unary call whose route depends on its message, or which NATIVE answers: collected, then dispatched. */
final class RequestCollector extends MessageExchange {

    private final Operation operation;
    private final byte[] metadata;
    private final @Nullable Body headerKey;
    private final @Nullable EngineName forced;
    private final int draw;
    private final Cancellation cancellation = new Cancellation();

    RequestCollector(
            ClientStream stream,
            Loop loop,
            RequestHead head,
            Operation operation,
            @Nullable EngineName forced,
            int draw) {
        super(stream, loop, head);
        this.operation = operation;
        this.metadata = ByteBufUtil.getBytes(head.forwarded());
        this.headerKey = head.key();
        this.forced = forced;
        this.draw = draw;
    }

    @Override
    void whole(Body body) {
        Call call = new Call(
                operation,
                body,
                headerKey,
                draw,
                forced,
                stream().deadlineNanos(),
                metadata,
                cancellation,
                loop().executor());
        int bucket = stream().explained() ? loop().head().table().bucket(operation, body, headerKey, draw) : -1;
        Dispatched to = loop().dispatcher().dispatch(call);
        stream().routed(to.route(), bucket);
        to.reply().whenComplete((reply, fault) -> {
            stream().routed(to.route(), bucket); // another one if it fell back
            replied(reply);
        });
    }

    private void replied(Reply reply) {
        if (stream().ended()) {
            if (reply instanceof Reply.Answer answer) {
                answer.body().release();
            }
        } else {
            stream().reply(reply);
        }
        release();
        stream().workEnded();
    }

    @Override
    void cancelWork() {
        cancellation.cancel();
    }
}
