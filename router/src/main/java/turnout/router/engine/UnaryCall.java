package turnout.router.engine;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Body;
import turnout.router.call.Call;
import turnout.router.call.Reply;

/**
 * A unary call of a service in this process: what grpc-java's server would do between wire and service, and no more. The
 * service's thread runs it; the reply is completed on the call's event loop.
 */
final class UnaryCall<Q, R> extends ServerCall<Q, R> {

    private final NativeMethod<Q, R> method;
    private final Call call;
    private final boolean onLoop;
    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private Metadata headers = new Metadata();
    private @Nullable Body message;
    private boolean closed;

    UnaryCall(NativeMethod<Q, R> method, Call call, boolean onLoop) {
        this.method = method;
        this.call = call;
        this.onLoop = onLoop;
    }

    CompletableFuture<Reply> reply() {
        return reply;
    }

    /** Ends it before it has begun; not on the loop. */
    void withdraw(Reply.Failure why) {
        call.body().release();
        call.loop().execute(() -> reply.complete(why));
    }

    /** Runs the service's method on this thread. */
    void run() {
        if (onLoop) {
            answer();
            return;
        }
        // Lets a service that waits notice that nobody waits for it.
        Context.CancellableContext context = Context.ROOT.withCancellation();
        call.cancellation().onCancel(() -> context.cancel(null));
        context.run(this::answer);
        context.cancel(null);
    }

    private void answer() {
        try {
            Listener<Q> listener = method.start(this, MetadataCodec.decode(call.metadata()));
            Q request = method.parse(call.body());
            listener.onMessage(request);
            listener.onHalfClose();
            if (closed) {
                listener.onComplete();
            }
        } catch (RuntimeException e) {
            if (!(e instanceof io.grpc.StatusRuntimeException)) {
                FaultLog.fault(method.name(), e);
            }
            if (!closed) {
                close(NativeMethod.statusOf(e), NativeMethod.trailersOf(e));
            }
        } finally {
            call.body().release();
        }
    }

    @Override
    public void request(int messages) {
        // The one request is handed over as soon as the service has a listener.
    }

    @Override
    public void sendHeaders(Metadata metadata) {
        headers = metadata;
    }

    @Override
    public void sendMessage(R response) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        method.write(response, out);
        message = Body.of(out.toByteArray());
    }

    @Override
    public void close(Status status, Metadata trailers) {
        closed = true;
        Body body = message;
        int code = status.getCode().value();
        Reply ended;
        if (!status.isOk()) {
            ended = new Reply.Failure(code, null, ReplyBlocks.trailersOnly(status, trailers), Reply.fault(code));
        } else if (body == null) {
            ended = ReplyBlocks.failure(
                    Status.Code.INTERNAL, "NATIVE_ANSWER_BROKEN", method.name() + " ended with OK and no message");
        } else {
            ended = new Reply.Answer(ReplyBlocks.headers(headers), body, false, ReplyBlocks.trailers(status, trailers));
        }
        if (onLoop) {
            reply.complete(ended);
        } else {
            call.loop().execute(() -> reply.complete(ended));
        }
    }

    @Override
    public boolean isCancelled() {
        return call.cancellation().cancelled();
    }

    @Override
    public MethodDescriptor<Q, R> getMethodDescriptor() {
        return method.descriptor();
    }

    @Override
    public Attributes getAttributes() {
        return Attributes.EMPTY;
    }
}
