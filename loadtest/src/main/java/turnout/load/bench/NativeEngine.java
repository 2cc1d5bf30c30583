package turnout.load.bench;

import com.sun.management.ThreadMXBean;
import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerMethodDefinition;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.NativeServices;

/** NATIVE at its boundary, in this process: bytes of a request in, bytes of a reply out, on the calling thread. */
final class NativeEngine {

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    // C2 compiles after some ten thousand, in the background.
    private static final long WARM_CALLS = 50_000;
    private static final int MOST_WARM_ROUNDS = 8;

    private final List<ServerMethodDefinition<?, ?>> methods;

    NativeEngine(NativeServices services) {
        this.methods = services.definitions().stream()
                .<ServerMethodDefinition<?, ?>>flatMap(service -> service.getMethods().stream())
                .toList();
    }

    EngineCost measure(EngineRequest request, long nanos, int cores) throws IOException, InterruptedException {
        ServerMethodDefinition<?, ?> method = methods.stream()
                .filter(candidate ->
                        candidate.getMethodDescriptor().getFullMethodName().equals(request.method()))
                .findFirst()
                .orElseThrow(() -> new IOException("NATIVE has no " + request.method()));
        warmUp(method, request, nanos);
        Measured alone = run(method, request, nanos);
        double onAll = cores == 1 ? alone.perSecond() : together(method, request, nanos, cores);
        return new EngineCost(
                alone.perSecond(),
                onAll,
                alone.cpuNanos / 1e3 / alone.calls,
                alone.latencies.getValueAtPercentile(50) / 1e3,
                alone.latencies.getValueAtPercentile(99) / 1e3,
                (double) alone.allocated / alone.calls);
    }

    /** Until the compiler has seen enough of it; cheap operations need many calls, dear ones much time. */
    private static void warmUp(ServerMethodDefinition<?, ?> method, EngineRequest request, long nanos)
            throws IOException {
        long calls = 0;
        for (int round = 0; round < MOST_WARM_ROUNDS && calls < WARM_CALLS; round++) {
            calls += run(method, request, nanos).calls();
        }
    }

    private record Measured(long calls, long wallNanos, long cpuNanos, long allocated, Histogram latencies) {

        double perSecond() {
            return calls * 1e9 / wallNanos;
        }
    }

    private static double together(ServerMethodDefinition<?, ?> method, EngineRequest request, long nanos, int cores)
            throws IOException, InterruptedException {
        List<Future<Measured>> threads = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(cores)) {
            for (int i = 0; i < cores; i++) {
                threads.add(pool.submit((Callable<Measured>) () -> run(method, request, nanos)));
            }
            double sum = 0;
            for (Future<Measured> thread : threads) {
                sum += thread.get().perSecond();
            }
            return sum;
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    private static Measured run(ServerMethodDefinition<?, ?> method, EngineRequest request, long nanos)
            throws IOException {
        Histogram latencies = new Histogram(3);
        long allocated = THREADS.getCurrentThreadAllocatedBytes();
        long cpu = THREADS.getCurrentThreadCpuTime();
        long begun = System.nanoTime();
        long now = begun;
        long calls = 0;
        while (now - begun < nanos || calls < 2) {
            int replied = answer(method, request.request());
            if (replied != request.reply().length) {
                throw new IOException(
                        request.method() + ": a reply of " + replied + " bytes, expected " + request.reply().length);
            }
            calls++;
            long ended = System.nanoTime();
            latencies.recordValue(ended - now);
            now = ended;
        }
        return new Measured(
                calls,
                now - begun,
                THREADS.getCurrentThreadCpuTime() - cpu,
                THREADS.getCurrentThreadAllocatedBytes() - allocated,
                latencies);
    }

    /** The size of the reply, which is serialized. */
    private static <Q, A> int answer(ServerMethodDefinition<Q, A> method, byte[] request) throws IOException {
        Collecting<Q, A> call = new Collecting<>(method.getMethodDescriptor());
        ServerCall.Listener<Q> listener = method.getServerCallHandler().startCall(call, new Metadata());
        listener.onMessage(method.getMethodDescriptor().parseRequest(new Request(request)));
        listener.onHalfClose();
        if (call.status == null || !call.status.isOk()) {
            throw new IOException(method.getMethodDescriptor().getFullMethodName() + ": " + call.status);
        }
        return call.bytes;
    }

    private static final class Request extends ByteArrayInputStream implements KnownLength {
        Request(byte[] bytes) {
            super(bytes);
        }
    }

    private static final class Collecting<Q, A> extends ServerCall<Q, A> {

        private final MethodDescriptor<Q, A> method;
        private @Nullable Status status;
        private int bytes;

        Collecting(MethodDescriptor<Q, A> method) {
            this.method = method;
        }

        @Override
        public void request(int messages) {}

        @Override
        public void sendHeaders(Metadata headers) {}

        @Override
        public void sendMessage(A message) {
            try (InputStream in = method.streamResponse(message)) {
                ByteArrayOutputStream out = new ByteArrayOutputStream(in.available());
                if (in instanceof Drainable drainable) {
                    drainable.drainTo(out);
                } else {
                    in.transferTo(out);
                }
                bytes += out.size();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close(Status ended, Metadata trailers) {
            status = ended;
        }

        @Override
        public boolean isCancelled() {
            return false;
        }

        @Override
        public MethodDescriptor<Q, A> getMethodDescriptor() {
            return method;
        }
    }
}
