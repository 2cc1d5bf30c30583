package turnout.router.engine;

import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import turnout.router.call.Body;

/** One method of a gRPC service that runs inside this process, with its own types hidden. */
public final class NativeMethod<Q, R> {

    private final ServerMethodDefinition<Q, R> definition;

    private NativeMethod(ServerMethodDefinition<Q, R> definition) {
        this.definition = definition;
    }

    public static <Q, R> NativeMethod<Q, R> of(ServerMethodDefinition<Q, R> definition) {
        return new NativeMethod<>(definition);
    }

    /** Full names, for a routing table. */
    public static Set<String> names(List<NativeMethod<?, ?>> methods) {
        return methods.stream().map(NativeMethod::name).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code package.Service/Method} */
    public String name() {
        return definition.getMethodDescriptor().getFullMethodName();
    }

    MethodDescriptor<Q, R> descriptor() {
        return definition.getMethodDescriptor();
    }

    ServerCall.Listener<Q> start(ServerCall<Q, R> call, Metadata metadata) {
        return definition.getServerCallHandler().startCall(call, metadata);
    }

    /** @throws io.grpc.StatusRuntimeException when the service's marshaller says that the bytes are not the message */
    Q parse(Body body) {
        return descriptor().parseRequest(new BodyStream(body.view()));
    }

    /** Writes the message to {@code out}. */
    void write(R message, OutputStream out) {
        try (InputStream in = descriptor().streamResponse(message)) {
            if (in instanceof io.grpc.Drainable drainable) {
                drainable.drainTo(out);
            } else {
                in.transferTo(out);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The status and trailers that an exception of the service's stands for, as grpc-java's own server has it. */
    static Status statusOf(Throwable thrown) {
        return thrown instanceof io.grpc.StatusRuntimeException status
                ? status.getStatus()
                : Status.UNKNOWN.withDescription("Application error processing RPC");
    }

    static Metadata trailersOf(Throwable thrown) {
        Metadata trailers = thrown instanceof io.grpc.StatusRuntimeException status ? status.getTrailers() : null;
        return trailers == null ? new Metadata() : trailers;
    }

    /** Lets protobuf read the buffer in place ({@link io.grpc.HasByteBuffer}). */
    private static final class BodyStream extends InputStream implements io.grpc.KnownLength, io.grpc.HasByteBuffer {

        private final ByteBuffer bytes;
        private ByteBuffer marked;

        BodyStream(ByteBuffer bytes) {
            this.bytes = bytes;
            this.marked = bytes;
        }

        @Override
        public int read() {
            return bytes.hasRemaining() ? bytes.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length > 0 && !bytes.hasRemaining()) {
                return -1;
            }
            int read = Math.min(length, bytes.remaining());
            bytes.get(target, offset, read);
            return read;
        }

        @Override
        public long skip(long count) {
            int skipped = Math.clamp(count, 0, bytes.remaining());
            bytes.position(bytes.position() + skipped);
            return skipped;
        }

        @Override
        public int available() {
            return bytes.remaining();
        }

        @Override
        public boolean byteBufferSupported() {
            return true;
        }

        @Override
        public ByteBuffer getByteBuffer() {
            return bytes;
        }

        @Override
        public boolean markSupported() {
            return true;
        }

        @Override
        public synchronized void mark(int limit) {
            marked = bytes.duplicate();
        }

        @Override
        public synchronized void reset() {
            bytes.position(marked.position());
        }
    }

    /** Every method of these services. */
    public static List<NativeMethod<?, ?>> of(List<io.grpc.ServerServiceDefinition> services) {
        List<NativeMethod<?, ?>> methods = new java.util.ArrayList<>();
        for (io.grpc.ServerServiceDefinition service : services) {
            for (ServerMethodDefinition<?, ?> method : service.getMethods()) {
                methods.add(of(method));
            }
        }
        return Collections.unmodifiableList(methods);
    }
}
