package turnout.router.engine;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Body;

/**
 * A call of any shape of a service in this process. Requests and the caller's fate come in by the methods for the wire,
 * on the event loop; what the service says goes out through a {@link Sink}, on the event loop too. The service runs on a
 * virtual thread at a time, in order.
 */
public final class StreamingCall<Q, R> extends ServerCall<Q, R> {

    /** As grpc-java: a service is told to pause when this much waits for the caller. */
    private static final int READY_BELOW_BYTES = 32 * 1024;

    /** Where the reply goes. On the event loop. */
    public interface Sink {
        void headers(byte[] block);

        /** A message with its prefix; the sink releases it. */
        void message(ByteBuf framed);

        /** A request has been worked on: its receive window may go back. */
        void consumed(int credit);

        /** The last word: trailers, or the whole reply when no headers were sent. */
        void end(int status, byte[] block);

        /** The service has let go of the call. */
        void workEnded();
    }

    private final NativeMethod<Q, R> method;
    private final Executor loop;
    private final Sink sink;
    private final Executor service = MoreExecutors.newSequentialExecutor(
            work -> Thread.ofVirtual().name("native-stream").start(work));
    private final AtomicInteger waitingBytes = new AtomicInteger();
    private final AtomicBoolean ended = new AtomicBoolean();
    private final Context.CancellableContext context = Context.ROOT.withCancellation();
    private volatile boolean cancelled;
    private volatile boolean headersSent;
    // Only in the service's order.
    private final ArrayDeque<Request> requests = new ArrayDeque<>();
    private @Nullable Listener<Q> listener;
    private long demand;
    private boolean halfClosed;

    /** A request that waits until the service asks for it; the stream's window bounds how many do. */
    private record Request(Body body, int credit) {}

    private StreamingCall(NativeMethod<Q, R> method, Executor loop, Sink sink) {
        this.method = method;
        this.loop = loop;
        this.sink = sink;
    }

    /** Starts the call; {@code metadata} is the request's context-free header block. */
    public static <Q, R> StreamingCall<Q, R> start(
            NativeMethod<Q, R> method, byte[] metadata, Executor loop, Sink sink) {
        StreamingCall<Q, R> call = new StreamingCall<>(method, loop, sink);
        Metadata decoded = MetadataCodec.decode(metadata);
        call.inService(() -> {
            Listener<Q> listener = method.start(call, decoded);
            call.listener = listener;
            listener.onReady(); // as grpc-java's server does as soon as there is a listener
        });
        return call;
    }

    // For the wire.

    /** Takes over the body; its credit comes back through {@link Sink#consumed}. */
    public void message(Body body, int credit) {
        inService(() -> {
            requests.add(new Request(body, credit));
            deliver();
        });
    }

    public void halfClose() {
        inService(() -> {
            halfClosed = true;
            deliver();
        });
    }

    /** Hands over as many requests as the service has asked for, then the end. In the service's order. */
    private void deliver() {
        while (demand > 0 && !requests.isEmpty()) {
            demand--;
            Request next = requests.removeFirst();
            try {
                listener().onMessage(method.parse(next.body));
            } finally {
                next.body.release();
                loop.execute(() -> sink.consumed(next.credit));
            }
        }
        if (halfClosed && requests.isEmpty()) {
            halfClosed = false;
            listener().onHalfClose();
        }
    }

    /** Nobody waits for the reply any more. */
    public void cancel() {
        cancelled = true;
        context.cancel(null);
        inService(() -> {
            requests.forEach(request -> request.body.release());
            requests.clear();
            if (listener != null && !ended.getAndSet(true)) {
                listener.onCancel();
                loop.execute(sink::workEnded);
            }
        });
    }

    /** Bytes that were handed to the sink have left. */
    public void sent(int bytes) {
        int before = waitingBytes.getAndAdd(-bytes);
        if (before >= READY_BELOW_BYTES && before - bytes < READY_BELOW_BYTES) {
            inService(() -> listener().onReady());
        }
    }

    private void inService(Runnable work) {
        service.execute(() -> context.run(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                if (!(e instanceof io.grpc.StatusRuntimeException)) {
                    FaultLog.fault(method.name(), e);
                }
                close(NativeMethod.statusOf(e), NativeMethod.trailersOf(e));
            }
        }));
    }

    private Listener<Q> listener() {
        if (listener == null) {
            throw Status.INTERNAL.withDescription("the service has not started").asRuntimeException();
        }
        return listener;
    }

    // For the service.

    @Override
    public void request(int messages) {
        inService(() -> {
            demand = Math.addExact(demand, messages);
            deliver();
        });
    }

    @Override
    public void sendHeaders(Metadata metadata) {
        headersSent = true;
        byte[] block = ReplyBlocks.headers(metadata);
        loop.execute(() -> sink.headers(block));
    }

    @Override
    public void sendMessage(R message) {
        ByteBuf framed = Unpooled.buffer(256);
        framed.writeByte(0).writeInt(0);
        method.write(message, new ByteBufOutputStream(framed));
        framed.setInt(1, framed.readableBytes() - 5);
        waitingBytes.addAndGet(framed.readableBytes());
        loop.execute(() -> sink.message(framed));
    }

    @Override
    public boolean isReady() {
        return !cancelled && waitingBytes.get() < READY_BELOW_BYTES;
    }

    @Override
    public void close(Status status, Metadata trailers) {
        if (ended.getAndSet(true)) {
            return;
        }
        byte[] block =
                headersSent ? ReplyBlocks.trailers(status, trailers) : ReplyBlocks.trailersOnly(status, trailers);
        loop.execute(() -> {
            sink.end(status.getCode().value(), block);
            sink.workEnded();
        });
        inService(() -> listener().onComplete());
    }

    @Override
    public boolean isCancelled() {
        return cancelled;
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
