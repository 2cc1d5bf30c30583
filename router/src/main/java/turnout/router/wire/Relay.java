package turnout.router.wire;

import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Reply;
import turnout.router.engine.ReplyHead;
import turnout.router.engine.RequestBlock;
import turnout.router.engine.SidecarConnection;
import turnout.router.engine.UpstreamFailure;
import turnout.router.http2.ErrorCode;
import turnout.router.http2.HeaderBlock;
import turnout.router.http2.Stream;

/**
 * Passes one call to PYTHON frame by frame, both ways, whatever its shape; nothing is collected and no message is read.
 *
 * <p>What was sent is remembered up to 64 KiB while nothing has come back, because a stream that the worker surely did not
 * process (REFUSED_STREAM, above GOAWAY's last id) is sent again to another one.
 */
final class Relay implements Exchange {

    /** Design §5: streams are retried while every byte sent is still held, up to this. */
    private static final int HELD_BYTES = 64 * 1024;

    private static final int ATTEMPTS = 3;

    private final ClientStream client;
    private final Loop loop;
    private final byte[] head;
    private @Nullable Upstream upstream;
    private @Nullable ByteBuf heldBody;
    private boolean repeatable = true;
    private boolean requestEnded;
    private int attempts;

    private Relay(ClientStream client, Loop loop, byte[] head) {
        this.client = client;
        this.loop = loop;
        this.head = head;
    }

    static Relay start(ClientStream client, Loop loop, RequestHead head) {
        ByteBuf forwarded = head.forwarded();
        if (client.hasDeadline()) {
            RequestBlock.writeTimeout(forwarded, client.deadlineNanos() - System.nanoTime());
        }
        byte[] copy = new byte[forwarded.readableBytes()];
        forwarded.getBytes(0, copy);
        Relay relay = new Relay(client, loop, copy);
        client.workBegins();
        relay.send();
        return relay;
    }

    private void send() {
        SidecarConnection connection = loop.python().pick();
        if (connection == null) {
            fail(UpstreamFailure.noWorker());
            return;
        }
        attempts++;
        Upstream opened = connection.open(id -> new Upstream(connection, id));
        upstream = opened;
        ByteBuf body = heldBody;
        opened.sendHeaders(head, 0, head.length, requestEnded && body == null);
        if (body != null) {
            opened.sendData(body, body.readerIndex(), body.readableBytes(), requestEnded);
        }
    }

    @Override
    public void data(ByteBuf source, int index, int length, int credit, boolean end) {
        requestEnded |= end;
        hold(source, index, length);
        Upstream open = upstream;
        if (open == null || open.sendEnded()) {
            client.grant(credit);
            return;
        }
        // Padding never leaves; the rest comes back through sent().
        client.grant(credit - length);
        open.sendData(source, index, length, end);
    }

    private void hold(ByteBuf source, int index, int length) {
        if (!repeatable || length == 0) {
            return;
        }
        ByteBuf held = heldBody;
        if (held == null) {
            held = Unpooled.buffer(length, HELD_BYTES);
            heldBody = held;
        }
        if (held.readableBytes() + length > HELD_BYTES) {
            answering();
        } else {
            held.writeBytes(source, index, length);
        }
    }

    /** From here on the call cannot be sent again. */
    private void answering() {
        repeatable = false;
        heldBody = null;
    }

    @Override
    public void end() {
        if (requestEnded) {
            return;
        }
        requestEnded = true;
        Upstream open = upstream;
        if (open != null) {
            open.sendData(Unpooled.EMPTY_BUFFER, 0, 0, true);
        }
    }

    @Override
    public void cancelled() {
        Upstream open = upstream;
        if (open != null) {
            open.reset(ErrorCode.CANCEL);
            ended();
        }
    }

    @Override
    public void sent(int bytes) {
        Upstream open = upstream;
        if (open != null) {
            open.grant(bytes);
        }
    }

    private void fail(Reply.Failure failure) {
        client.fail(failure);
        ended();
    }

    private void ended() {
        if (upstream != null || attempts == 0) {
            upstream = null;
            answering();
            client.workEnded();
        }
    }

    private final class Upstream extends Stream {

        Upstream(SidecarConnection connection, int id) {
            super(connection, id, 0);
        }

        private ReplyHead reply() {
            return loop.replyHead();
        }

        @Override
        protected void headersBegin() {
            reply().begin();
        }

        @Override
        protected void field(HeaderBlock field) {
            reply().field(field);
        }

        @Override
        protected void headersEnd(boolean endStream) {
            answering();
            ReplyHead reply = reply();
            if (!reply.grpc()) {
                reset(ErrorCode.CANCEL);
                fail(UpstreamFailure.notGrpc(reply));
            } else if (endStream) {
                int status = reply.grpcStatus() < 0 ? Status.Code.UNKNOWN.value() : reply.grpcStatus();
                client.replyTrailers(status, reply.block());
                ended();
            } else {
                client.replyHeaders(reply.block());
            }
        }

        @Override
        protected void data(ByteBuf source, int index, int length, int credit, boolean endStream) {
            grant(credit - length);
            if (client.sendEnded()) {
                grant(length);
            } else {
                client.sendData(source, index, length, false);
            }
            if (endStream) {
                fail(UpstreamFailure.broken("the reply ended without trailers"));
            }
        }

        @Override
        protected void sent(int bytes) {
            client.grant(bytes);
        }

        @Override
        protected void aborted(int errorCode, String reason) {
            if (upstream != this) {
                return;
            }
            if (errorCode == ErrorCode.REFUSED_STREAM && repeatable && attempts < ATTEMPTS && !client.ended()) {
                send();
            } else {
                fail(UpstreamFailure.aborted(errorCode, reason));
            }
        }
    }
}
