package turnout.router.wire;

import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Body;
import turnout.router.call.CallId;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Reply;
import turnout.router.call.Role;
import turnout.router.dispatch.Dispatcher;
import turnout.router.engine.NativeMethod;
import turnout.router.engine.ReplyBlocks;
import turnout.router.engine.UpstreamFailure;
import turnout.router.http2.ErrorCode;
import turnout.router.http2.HeaderBlock;
import turnout.router.http2.Stream;
import turnout.router.route.Route;
import turnout.router.route.RoutingTable;

/**
 * One call as its client sees it: reads the head, chooses the way, writes the reply, keeps deadline, slot and score. What
 * happens between head and reply is the {@link Exchange}'s.
 */
final class ClientStream extends Stream {

    /** Of {@link RequestHead#timeoutNanos}, when neither the caller nor a default sets one. */
    private static final long NEVER_NANOS = Long.MAX_VALUE / 4;

    private final ClientConnection connection;
    private final Loop loop;
    private @Nullable Method method;
    private @Nullable Exchange exchange;
    private @Nullable Route route;
    private @Nullable Operation atPython;
    private int bucket = -1;
    private boolean explain;
    private long deadlineNanos;
    private boolean swept;
    private boolean headersSent;
    private boolean ended;
    private boolean open = true;
    private boolean working;
    private boolean slotHeld = true;

    @Nullable
    ClientStream sweepNext;

    @Nullable
    ClientStream sweepPrevious;

    ClientStream(ClientConnection connection, Loop loop, int id, long nowNanos) {
        super(connection, id, nowNanos);
        this.connection = connection;
        this.loop = loop;
    }

    // The request's head.

    @Override
    protected void headersBegin() {
        if (exchange == null) {
            loop.head().begin();
        }
    }

    @Override
    protected void field(HeaderBlock field) {
        if (exchange == null) {
            loop.head().field(field);
        }
    }

    @Override
    protected void headersEnd(boolean endStream) {
        Exchange begun = exchange;
        if (begun == null) {
            begun = begin(loop.head());
            exchange = begun;
        }
        if (endStream) {
            begun.end();
        }
    }

    @Override
    protected void headersTooLarge() {
        fail(ReplyBlocks.failure(
                Status.Code.RESOURCE_EXHAUSTED,
                "HEADERS_TOO_LARGE",
                "the metadata is over the announced SETTINGS_MAX_HEADER_LIST_SIZE",
                Reply.Fault.CALLER));
    }

    private Exchange begin(RequestHead head) {
        if (!head.post()) {
            return new Refusal(this, 405, "gRPC calls are POST requests");
        }
        if (!head.grpc()) {
            return new Refusal(this, 415, "this port speaks gRPC (expected: content-type application/grpc)");
        }
        method = head.method();
        explain = head.explain();
        Operation operation = operation();
        boolean unary = operation != null && operation.unary();
        long timeout = head.timeoutNanos();
        if (timeout == RequestHead.MALFORMED_TIMEOUT) {
            return refuse(Status.Code.INTERNAL, "TIMEOUT_MALFORMED", "grpc-timeout is not 1 to 8 digits and a unit");
        }
        if (timeout == RequestHead.NO_TIMEOUT) {
            timeout = unary ? loop.limits().defaultDeadline().toNanos() : NEVER_NANOS;
        }
        deadlineNanos = openedNanos() + timeout;
        if (timeout < NEVER_NANOS) {
            swept = true;
            loop.deadlines().add(this);
        }
        String asked = head.engine(connection.peer());
        EngineName forced = asked == null ? null : RequestHead.engineNamed(asked);
        if (asked != null && forced == null) {
            return refuse(
                    Status.Code.INVALID_ARGUMENT,
                    "ENGINE_UNKNOWN",
                    "x-turnout-engine: \"" + asked + "\" is no engine (expected: python or native)");
        }
        if (head.announcement()) {
            return refuse(
                    Status.Code.UNIMPLEMENTED, "METHOD_UNKNOWN", "lanes are announced to gateways, not through them");
        }
        return operation == null ? withoutOperation(head) : withOperation(head, operation, forced);
    }

    private Exchange withoutOperation(RequestHead head) {
        NativeMethod<?, ?> own = method == null ? null : method.service();
        return own == null ? toPython(head) : ServiceExchange.start(this, loop, own, head);
    }

    /** To PYTHON, whatever the body: by lane where a worker takes the method by one, frame by frame otherwise. */
    private Exchange toPython(RequestHead head) {
        Operation operation = operation();
        if (operation != null && !loop.dispatcher().enterPython(operation)) {
            return refuse(Dispatcher.pythonFull(operation));
        }
        atPython = operation;
        LanePassage passage = LanePassage.start(this, loop, head);
        if (passage != null) {
            return passage;
        }
        if (operation != null && operation.unary() && loop.lanes().refuses(head.laneMethod())) {
            return refuse(UpstreamFailure.noWorker());
        }
        return Relay.start(this, loop, head);
    }

    private Exchange withOperation(RequestHead head, Operation operation, @Nullable EngineName forced) {
        RoutingTable table = head.table();
        Body key = head.key();
        int draw = ThreadLocalRandom.current().nextInt(10_000);
        Route known = forced == null ? table.settled(operation) : null;
        boolean keyInBody = operation.unary() && operation.keyField() != 0 && key == null;
        if (known == null && !keyInBody) {
            known = table.route(operation, null, key, draw, forced);
        }
        // A caller that asks for its bucket gets the key's, whatever decides.
        boolean collected = operation.unary()
                && (known == null
                        || explain && keyInBody
                        || known.engine() == EngineName.NATIVE
                        || table.mayShadow(operation)
                        || loop.dispatcher().mayTurnToNative(operation));
        if (known == null || collected) {
            return new RequestCollector(this, loop, head, operation, forced, draw);
        }
        routed(known, explain ? table.bucket(operation, null, key, draw) : -1);
        NativeMethod<?, ?> streaming = known.engine() == EngineName.NATIVE ? service() : null;
        if (streaming != null) {
            return ServiceExchange.start(this, loop, streaming, head);
        }
        deadlineNanos = operation.unary()
                ? Math.min(
                        deadlineNanos,
                        openedNanos() + loop.limits().pythonDeadline().toNanos())
                : deadlineNanos;
        return toPython(head);
    }

    private @Nullable NativeMethod<?, ?> service() {
        return method == null ? null : method.service();
    }

    /** Answers at once; what still comes of the request is read past. */
    private Exchange refuse(Status.Code code, String reason, String message) {
        return refuse(ReplyBlocks.failure(code, reason, message, Reply.Fault.CALLER));
    }

    private Exchange refuse(Reply.Failure failure) {
        fail(failure);
        return new Refusal(this, 400, "the call is refused");
    }

    // The request's body, and the client's fate.

    @Override
    protected void data(ByteBuf source, int index, int length, int credit, boolean endStream) {
        if (exchange != null && !ended) {
            exchange.data(source, index, length, credit, endStream);
        } else {
            grant(credit);
        }
    }

    @Override
    protected void aborted(int errorCode, String reason) {
        if (exchange != null) {
            exchange.cancelled();
        }
    }

    @Override
    protected void sent(int bytes) {
        if (exchange != null) {
            exchange.sent(bytes);
        }
    }

    @Override
    protected void closed() {
        open = false;
        if (swept) {
            swept = false;
            loop.deadlines().remove(this);
        }
        if (!ended) {
            score(Status.Code.CANCELLED.value(), Reply.Fault.CALLER);
        }
        freeSlot();
    }

    /** The deadline has passed. */
    void expire() {
        if (ended) {
            // The reply waits for a client that has given up by its own deadline.
            reset(ErrorCode.CANCEL);
            return;
        }
        fail(ReplyBlocks.failure(
                Status.Code.DEADLINE_EXCEEDED, "DEADLINE_EXCEEDED", "the deadline passed before the engine answered"));
        if (exchange != null) {
            exchange.cancelled();
        }
    }

    // For the exchange.

    long callId() {
        return CallId.of(connection.number(), id());
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    boolean hasDeadline() {
        return swept;
    }

    @Nullable
    Operation operation() {
        return method == null ? null : method.operation();
    }

    /** Where the call went. */
    void routed(Route to, int itsBucket) {
        route = to;
        bucket = itsBucket;
    }

    /** Whether the caller asked where the call went. */
    boolean explained() {
        return explain;
    }

    ClientConnection client() {
        return connection;
    }

    /** An engine works for this call: its slot is kept until {@link #workEnded}, whatever the client does. */
    void workBegins() {
        working = true;
    }

    void workEnded() {
        working = false;
        freeSlot();
    }

    boolean ended() {
        return ended;
    }

    /** Response headers; messages follow. */
    void replyHeaders(ByteBuf block) {
        if (ended) {
            return;
        }
        if (explain && route != null) {
            ExplainBlock.write(block, route, bucket, callId());
        }
        headersSent = true;
        sendHeaders(block, false);
    }

    void replyHeaders(byte[] block) {
        if (explain) {
            replyHeaders(loop.scratch().writeBytes(block));
        } else if (!ended) {
            headersSent = true;
            sendHeaders(block, 0, block.length, false);
        }
    }

    boolean headersSent() {
        return headersSent;
    }

    /** The last block: trailers, or the whole reply when no headers were sent. */
    void replyTrailers(int status, ByteBuf block) {
        if (ended) {
            return;
        }
        if (!headersSent && explain && route != null) {
            ExplainBlock.write(block, route, bucket, callId());
        }
        score(status, Reply.fault(status));
        sendHeaders(block, true);
    }

    void replyTrailers(int status, byte[] block) {
        replyTrailers(status, loop.scratch().writeBytes(block));
    }

    void fail(Reply.Failure failure) {
        if (ended) {
            return;
        }
        byte[] headers = failure.headers();
        if (headers != null && !headersSent) {
            replyHeaders(headers);
        }
        byte[] block = failure.trailers();
        boolean ours = headers == null;
        replyTrailers(failure.status(), headersSent && ours ? ReplyBlocks.withoutHead(block) : block);
    }

    /** One whole reply, in as few frames as it takes. */
    void reply(Reply reply) {
        switch (reply) {
            case Reply.Failure failure -> fail(failure);
            case Reply.Answer answer -> {
                replyHeaders(answer.headers());
                ReplyWriter.message(this, loop.scratch(), answer.body(), answer.compressed());
                replyTrailers(0, answer.trailers());
                answer.body().release();
            }
        }
    }

    private void score(int status, Reply.Fault fault) {
        ended = true;
        EngineName engine = route == null ? EngineName.PYTHON : route.engine();
        boolean own = method != null && method.operation() == null;
        if (!own && method != null || method == null && working) {
            loop.sheet()
                    .record(
                            operation(),
                            engine,
                            Role.SERVED,
                            fault == Reply.Fault.CALLER || status == 0,
                            status,
                            System.nanoTime() - openedNanos());
        }
    }

    private void freeSlot() {
        if (!open && !working && slotHeld) {
            slotHeld = false;
            if (atPython != null) {
                loop.dispatcher().leavePython(atPython);
            }
            connection.slotFreed();
        }
    }
}
