package turnout.load.vectors;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import turnout.contract.Contract;
import turnout.load.Bytes;
import turnout.load.bench.WholeTurnout;

/** Asks both engines of a gateway the same, with the right of a tester to choose. Safe for any thread; never blocks. */
public final class BothEngines implements AutoCloseable {

    private static final int LARGEST_REPLY = 64 << 20;

    /** Held here, because a logger that nobody holds forgets its level. */
    private static final Logger STREAMS = Logger.getLogger("io.grpc.internal.AbstractClientStream");

    static {
        // A refusal that comes before the request has ended is followed by what the server had sent already.
        STREAMS.setLevel(Level.WARNING);
    }

    private final ManagedChannel channel;
    private final String token;
    private final Map<String, io.grpc.MethodDescriptor<byte[], byte[]>> methods = new HashMap<>();

    private BothEngines(ManagedChannel channel, String token) {
        this.channel = channel;
        this.token = token;
        for (MethodDescriptor method : Contract.shipped().methods()) {
            String name = method.getService().getFullName() + "/" + method.getName();
            methods.put(
                    name,
                    Bytes.method(name, method.isServerStreaming() ? MethodType.SERVER_STREAMING : MethodType.UNARY));
        }
    }

    public static BothEngines of(WholeTurnout turnout) throws IOException {
        return at(turnout.gateway(), turnout.testerToken());
    }

    /** @param gateway {@code host:port} */
    public static BothEngines at(String gateway, String token) {
        return new BothEngines(
                NettyChannelBuilder.forTarget(gateway)
                        .usePlaintext()
                        .maxInboundMessageSize(LARGEST_REPLY)
                        .build(),
                token);
    }

    /** Ends with both answers; fails with an IOException where an engine could not be forced. */
    public CompletableFuture<Asked> ask(String method, ByteString request) {
        byte[] body = request.toByteArray();
        CompletableFuture<OneCall.Ended> python = ask(Engine.PYTHON, method, body);
        CompletableFuture<OneCall.Ended> inJvm = ask(Engine.NATIVE, method, body);
        return python.thenCombine(
                inJvm, (one, other) -> new Asked(one.answer(), other.answer(), one.nanos(), other.nanos()));
    }

    /** One engine's answer alone. */
    public CompletableFuture<Answer> ask(Engine engine, String method, ByteString request) {
        return ask(engine, method, request.toByteArray()).thenApply(OneCall.Ended::answer);
    }

    private CompletableFuture<OneCall.Ended> ask(Engine engine, String method, byte[] body) {
        io.grpc.MethodDescriptor<byte[], byte[]> known = methods.get(method);
        if (known == null) {
            return CompletableFuture.failedFuture(new IOException("the contract has no " + method));
        }
        return new OneCall(engine).start(channel, known, token, body);
    }

    @Override
    public void close() {
        channel.shutdownNow();
        try {
            channel.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
