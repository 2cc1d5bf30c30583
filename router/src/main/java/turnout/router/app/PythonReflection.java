package turnout.router.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.google.protobuf.InvalidProtocolBufferException;
import io.grpc.reflection.v1.ServerReflectionProto;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import turnout.options.v1.Operation.Cost;
import turnout.options.v1.Operation.Effect;
import turnout.router.answers.ReflectionFallback;
import turnout.router.call.Body;
import turnout.router.call.Call;
import turnout.router.call.Cancellation;
import turnout.router.call.Engine;
import turnout.router.call.Operation;
import turnout.router.call.Reply;
import turnout.router.http2.Hpack;

/** Asks PYTHON's own reflection, which may know services that the contract does not. One question a stream. */
final class PythonReflection implements ReflectionFallback {

    /** Somebody types at a prompt: a sidecar that takes longer has no reflection worth waiting for. */
    private static final Duration DEADLINE = Duration.ofSeconds(2);

    private static final Operation METHOD = new Operation(
            -1,
            "grpc.reflection.v1.ServerReflection/ServerReflectionInfo",
            "reflection",
            Effect.READ,
            0,
            Cost.BLOCKING,
            0,
            ServerReflectionProto.getDescriptor()
                    .findServiceByName("ServerReflection")
                    .findMethodByName("ServerReflectionInfo"));

    private static final byte[] HEAD = head();

    private final Engine python;
    private final EventLoop loop;

    /** @param loop that owns {@code python}'s connections */
    PythonReflection(Engine python, EventLoop loop) {
        this.python = python;
        this.loop = loop;
    }

    @Override
    public CompletionStage<ServerReflectionResponse> ask(ServerReflectionRequest request) {
        CompletableFuture<ServerReflectionResponse> response = new CompletableFuture<>();
        Call call = new Call(
                METHOD,
                Body.of(request.toByteArray()),
                null,
                0,
                null,
                System.nanoTime() + DEADLINE.toNanos(),
                HEAD,
                new Cancellation(),
                loop);
        loop.execute(() -> python.answer(call).thenAccept(reply -> complete(response, reply)));
        return response;
    }

    private static void complete(CompletableFuture<ServerReflectionResponse> response, Reply reply) {
        switch (reply) {
            case Reply.Answer answer -> {
                try {
                    response.complete(
                            ServerReflectionResponse.parseFrom(answer.body().view()));
                } catch (InvalidProtocolBufferException e) {
                    response.completeExceptionally(e);
                } finally {
                    answer.body().release();
                }
            }
            case Reply.Failure failure ->
                response.completeExceptionally(
                        new IllegalStateException("PYTHON's reflection ended with status " + failure.status()));
        }
    }

    private static byte[] head() {
        var block = Unpooled.buffer(256);
        String[] fields = {
            ":method", "POST",
            ":scheme", "http",
            ":path", "/" + METHOD.name(),
            ":authority", "sidecar",
            "te", "trailers",
            "content-type", "application/grpc"
        };
        for (int i = 0; i < fields.length; i += 2) {
            Hpack.write(block, fields[i].getBytes(US_ASCII), fields[i + 1].getBytes(US_ASCII));
        }
        return ByteBufUtil.getBytes(block);
    }
}
