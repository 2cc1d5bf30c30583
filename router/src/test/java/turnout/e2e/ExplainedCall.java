package turnout.e2e;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A unary call that asks the gateway where it went, and remembers whether it went anywhere at all. */
final class ExplainedCall {

    private static final Metadata.Key<String> EXPLAIN = RawCalls.ascii("x-turnout-explain");
    private static final Metadata.Key<String> ENGINE = RawCalls.ascii("x-turnout-engine");
    private static final Metadata.Key<String> CALL = RawCalls.ascii("x-turnout-call");
    private static final Metadata.Key<String> REV = RawCalls.ascii("x-turnout-rev");

    private final CompletableFuture<Answer> answer = new CompletableFuture<>();
    private volatile boolean sent;

    private ExplainedCall() {}

    /**
     * @param key by which the call was routed
     * @param engine python or native; empty when no gateway said so
     * @param rev of the component's flags that decided; -1 when no gateway said so
     * @param call what the gateway calls it; empty when no gateway said so
     * @param sent whether the last attempt got onto a connection. The client makes another attempt by itself where the
     *     gateway surely did not take the call (GOAWAY, REFUSED_STREAM), so a call that was never sent was never taken
     */
    record Answer(String key, Status status, String engine, long rev, String call, boolean sent) {

        boolean ok() {
            return status.isOk();
        }
    }

    /** @param metadata becomes the call's */
    static CompletableFuture<Answer> start(
            Channel channel, String operation, byte[] request, String key, Metadata metadata, long deadlineSeconds) {
        return new ExplainedCall().begin(channel, operation, request, key, metadata, deadlineSeconds);
    }

    private CompletableFuture<Answer> begin(
            Channel channel, String operation, byte[] request, String key, Metadata metadata, long deadlineSeconds) {
        ClientCall<byte[], byte[]> call = channel.newCall(
                RawCalls.method(operation, MethodType.UNARY),
                CallOptions.DEFAULT
                        .withDeadlineAfter(deadlineSeconds, TimeUnit.SECONDS)
                        .withStreamTracerFactory(new Attempts()));
        metadata.put(EXPLAIN, "1");
        call.start(new Heard(key), metadata);
        call.request(2); // as stubs do, so that a second message would be seen
        call.sendMessage(request);
        call.halfClose();
        return answer;
    }

    private final class Heard extends ClientCall.Listener<byte[]> {

        private final String key;
        private Metadata explained = new Metadata();

        Heard(String key) {
            this.key = key;
        }

        @Override
        public void onHeaders(Metadata headers) {
            explained = headers;
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            Metadata told = explained.containsKey(ENGINE) ? explained : trailers;
            String engine = told.get(ENGINE);
            String rev = told.get(REV);
            String name = told.get(CALL);
            answer.complete(new Answer(
                    key,
                    status,
                    engine == null ? "" : engine,
                    rev == null ? -1 : Long.parseLong(rev),
                    name == null ? "" : name,
                    sent));
        }
    }

    private final class Attempts extends ClientStreamTracer.Factory {

        @Override
        public ClientStreamTracer newClientStreamTracer(ClientStreamTracer.StreamInfo info, Metadata headers) {
            sent = false;
            return new ClientStreamTracer() {
                @Override
                public void outboundHeaders() {
                    sent = true;
                }
            };
        }
    }
}
