package turnout.router.engine;

import com.google.protobuf.Descriptors.MethodDescriptor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import turnout.options.v1.Operation.Cost;
import turnout.options.v1.Operation.Effect;
import turnout.router.call.Body;
import turnout.router.call.Call;
import turnout.router.call.CallId;
import turnout.router.call.Cancellation;
import turnout.router.call.Engine;
import turnout.router.call.Operation;
import turnout.router.call.Reply;

/** PYTHON over gRPC, on connections that one event loop owns: the way that every Python service speaks. */
public final class GrpcEngine implements Engine {

    private final GrpcLink link;
    private final int replyLimitBytes;

    public GrpcEngine(GrpcLink link, int replyLimitBytes) {
        this.link = link;
        this.replyLimitBytes = replyLimitBytes;
    }

    @Override
    public CompletionStage<Reply> answer(Call call) {
        return new UnaryExchange(call, link, replyLimitBytes).start();
    }

    /**
     * Asks a method that is no operation of the contract one question, with nothing but its message. Any thread; the reply
     * completes on the loop.
     */
    public CompletionStage<Reply> ask(MethodDescriptor method, Body message, Duration deadline) {
        Operation operation = new Operation(
                -1,
                method.getService().getFullName() + "/" + method.getName(),
                "",
                Effect.READ,
                0,
                Cost.BLOCKING,
                0,
                method);
        return ask(operation, message, Map.of(), deadline);
    }

    /**
     * The same of an operation.
     *
     * @param metadata names in lower case, values of visible ASCII
     */
    public CompletionStage<Reply> ask(
            Operation operation, Body message, Map<String, String> metadata, Duration deadline) {
        Call call = new Call(
                CallId.NONE,
                operation,
                message,
                null,
                0,
                null,
                System.nanoTime() + deadline.toNanos(),
                RequestBlock.head(operation.name(), metadata),
                new Cancellation(),
                link.loop());
        return CompletableFuture.supplyAsync(() -> answer(call), link.loop()).thenCompose(reply -> reply);
    }
}
