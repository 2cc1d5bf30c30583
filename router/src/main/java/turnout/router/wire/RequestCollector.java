package turnout.router.wire;

import io.netty.buffer.ByteBufUtil;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Body;
import turnout.router.call.Call;
import turnout.router.call.Cancellation;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Reply;
import turnout.router.dispatch.Dispatcher;
import turnout.router.route.Route;

/** A unary call whose message is needed, for its route or by an engine of ours: collected, then dispatched. */
final class RequestCollector extends MessageExchange implements Dispatcher.Caller {

    private final Operation operation;
    private final byte[] metadata;
    private final @Nullable Body headerKey;
    private final @Nullable EngineName forced;
    private final int draw;
    private final Cancellation cancellation = new Cancellation();
    private int bucket = -1;

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
                stream().callId(),
                operation,
                body,
                headerKey,
                draw,
                forced,
                stream().deadlineNanos(),
                metadata,
                cancellation,
                loop().executor());
        if (stream().explained()) {
            bucket = loop().head().table().bucket(operation, body, headerKey, draw);
        }
        loop().dispatcher().dispatch(call, this);
    }

    @Override
    public void routed(Route route) {
        stream().routed(route, bucket);
    }

    @Override
    public void replied(Route route, Reply reply) {
        if (stream().ended()) {
            if (reply instanceof Reply.Answer answer) {
                answer.body().release();
            }
        } else {
            stream().routed(route, bucket);
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
