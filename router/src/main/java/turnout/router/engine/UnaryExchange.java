package turnout.router.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Call;
import turnout.router.call.Reply;
import turnout.router.http2.ErrorCode;
import turnout.router.http2.HeaderBlock;
import turnout.router.http2.Stream;

/**
 * One unary call on its way through PYTHON over HTTP/2. A stream that the peer surely did not process (REFUSED_STREAM, or
 * above GOAWAY's last id) is sent again on another connection: the request is still held.
 */
final class UnaryExchange {

    /** A draining worker refuses once; more than that is not draining. */
    private static final int ATTEMPTS = 3;

    private final Call call;
    private final GrpcLink link;
    private final int replyLimitBytes;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private @Nullable Upstream stream;
    private int attempts;

    UnaryExchange(Call call, GrpcLink link, int replyLimitBytes) {
        this.call = call;
        this.link = link;
        this.replyLimitBytes = replyLimitBytes;
    }

    CompletableFuture<Reply> start() {
        call.cancellation().onCancel(() -> call.loop().execute(this::cancel));
        send();
        return reply;
    }

    private void send() {
        SidecarConnection connection = link.pick();
        if (connection == null) {
            end(UpstreamFailure.noWorker());
            return;
        }
        attempts++;
        Upstream opened = connection.open(id -> new Upstream(connection, id));
        stream = opened;
        ByteBuf scratch = link.scratch();
        scratch.writeBytes(call.metadata());
        RequestBlock.writeTimeout(scratch, call.nanosLeft());
        opened.sendHeaders(scratch, false);
        sendMessage(opened);
    }

    private void sendMessage(Upstream opened) {
        ByteBuf body = BufferBody.buffer(call.body());
        int length = body.readableBytes();
        ByteBuf scratch = link.scratch();
        scratch.writeByte(0).writeInt(length);
        if (length < BufferBody.COPY_BELOW_BYTES) {
            scratch.writeBytes(body, body.readerIndex(), length);
            opened.sendData(scratch, 0, scratch.readableBytes(), true);
        } else {
            opened.sendData(scratch, 0, scratch.readableBytes(), false);
            opened.sendData(body, body.readerIndex(), length, true);
        }
    }

    private void cancel() {
        Upstream open = stream;
        if (open != null && !reply.isDone()) {
            open.reset(ErrorCode.CANCEL);
            end(UpstreamFailure.aborted(ErrorCode.CANCEL, "the call was cancelled"));
        }
    }

    private void end(Reply ended) {
        if (!reply.isDone()) {
            call.body().release();
            reply.complete(ended);
        }
    }

    private final class Upstream extends Stream {

        private final MessageReader message = new MessageReader(replyLimitBytes);
        private final ReplyHead head = link.replyHead();
        private byte @Nullable [] headers;

        Upstream(SidecarConnection connection, int id) {
            super(connection, id, 0);
        }

        @Override
        protected void headersBegin() {
            head.begin();
        }

        @Override
        protected void field(HeaderBlock field) {
            head.field(field);
        }

        @Override
        protected void headersEnd(boolean endStream) {
            if (!head.grpc()) {
                reset(ErrorCode.CANCEL);
                fail(UpstreamFailure.notGrpc(head));
            } else if (endStream) {
                trailers(ByteBufUtil.getBytes(head.block()));
            } else {
                headers = ByteBufUtil.getBytes(head.block());
            }
        }

        @Override
        protected void data(ByteBuf source, int index, int length, int credit, boolean endStream) {
            MessageReader.State state = message.add(source, index, length);
            if (state == MessageReader.State.TOO_LARGE || state == MessageReader.State.MORE_THAN_ONE) {
                reset(ErrorCode.CANCEL);
                fail(UpstreamFailure.broken(
                        "the reply is " + state + " (expected: one message of at most " + replyLimitBytes + " bytes)"));
            } else if (endStream) {
                fail(UpstreamFailure.broken("the reply ended without trailers"));
            } else {
                grant(credit);
            }
        }

        @Override
        protected void aborted(int errorCode, String reason) {
            if (errorCode == ErrorCode.REFUSED_STREAM
                    && attempts < ATTEMPTS
                    && !call.cancellation().cancelled()) {
                message.release();
                send();
            } else {
                fail(UpstreamFailure.aborted(errorCode, reason));
            }
        }

        private void trailers(byte[] block) {
            byte[] replyHeaders = headers;
            if (head.grpcStatus() != 0) {
                message.release();
                int status = head.grpcStatus() < 0 ? io.grpc.Status.Code.UNKNOWN.value() : head.grpcStatus();
                end(new Reply.Failure(status, replyHeaders, block, Reply.fault(status)));
            } else if (replyHeaders == null || message.state() != MessageReader.State.WHOLE) {
                fail(UpstreamFailure.broken("status OK without one whole message"));
            } else {
                end(new Reply.Answer(replyHeaders, message.take(), message.compressed(), block));
            }
        }

        private void fail(Reply failure) {
            message.release();
            end(failure);
        }
    }

    /** Scratch space for blocks on one loop. */
    static ByteBuf newScratch() {
        return Unpooled.buffer(1024);
    }
}
