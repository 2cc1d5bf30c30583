package turnout.load;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicLong;
import turnout.script.v1.DecodeScriptRequest;
import turnout.script.v1.DecodeScriptResponse;
import turnout.script.v1.ScriptServiceGrpc;
import turnout.script.v1.ValidateAddressRequest;
import turnout.script.v1.ValidateAddressResponse;

/** A real server that honours a tester's headers as the gateway does, in front of a service that answers at once. */
final class TestGateway implements AutoCloseable {

    static final String TOKEN = "tester-7";

    final AtomicLong pythonCalls = new AtomicLong();
    final AtomicLong nativeCalls = new AtomicLong();
    private final Server server;

    private TestGateway(boolean reflection) throws IOException {
        NettyServerBuilder builder = NettyServerBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .directExecutor()
                .addService(new Script())
                .intercept(new Testers());
        if (reflection) {
            builder.addService(ProtoReflectionServiceV1.newInstance());
        }
        server = builder.build().start();
    }

    static TestGateway start() throws IOException {
        return new TestGateway(true);
    }

    static TestGateway withoutReflection() throws IOException {
        return new TestGateway(false);
    }

    String address() {
        return "127.0.0.1:" + server.getPort();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final Metadata.Key<String> ENGINE = key("x-turnout-engine");

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    private final class Testers implements ServerInterceptor {
        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(
                ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            boolean tester = TOKEN.equals(headers.get(key("x-turnout-tester")));
            String engine = tester && "native".equals(headers.get(ENGINE)) ? "native" : "python";
            (engine.equals("native") ? nativeCalls : pythonCalls).incrementAndGet();
            boolean explain = headers.containsKey(key("x-turnout-explain"));
            return next.startCall(
                    new SimpleForwardingServerCall<>(call) {
                        @Override
                        public void sendHeaders(Metadata reply) {
                            if (explain) {
                                reply.put(ENGINE, engine);
                            }
                            super.sendHeaders(reply);
                        }
                    },
                    headers);
        }
    }

    private static final class Script extends ScriptServiceGrpc.ScriptServiceImplBase {
        @Override
        public void decodeScript(DecodeScriptRequest request, StreamObserver<DecodeScriptResponse> reply) {
            reply.onNext(DecodeScriptResponse.getDefaultInstance());
            reply.onCompleted();
        }

        @Override
        public void validateAddress(ValidateAddressRequest request, StreamObserver<ValidateAddressResponse> reply) {
            reply.onError(Status.INVALID_ARGUMENT.withDescription("always").asRuntimeException());
        }
    }
}
