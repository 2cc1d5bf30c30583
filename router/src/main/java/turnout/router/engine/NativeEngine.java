package turnout.router.engine;

import io.grpc.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import turnout.options.v1.Operation.Cost;
import turnout.router.call.Call;
import turnout.router.call.Engine;
import turnout.router.call.Reply;

/** NATIVE: gRPC services called inside this process, each operation where its cost says. Any event loop. */
public final class NativeEngine implements Engine {

    /** A call that holds an event loop longer than this delays its neighbours: 2 ms, counted. */
    private static final long TOO_LONG_NANOS = 2_000_000;

    private static final Reply.Failure WITHDRAWN = ReplyBlocks.failure(
            Status.Code.UNAVAILABLE, "NATIVE_STOPPED", "the native engine was stopped", Reply.Fault.NOT_BEGUN);

    private final Map<String, NativeMethod<?, ?>> methods = new HashMap<>();
    private final NativePools pools;
    private final BooleanSupplier stopped;
    private final boolean onLoop;
    private final LongAdder heldLoop = new LongAdder();

    /** @param stopped whether nothing may begin any more; asked again when a call leaves a pool's queue */
    public NativeEngine(List<NativeMethod<?, ?>> methods, NativePools pools, BooleanSupplier stopped) {
        this(methods, pools, stopped, true);
    }

    private NativeEngine(List<NativeMethod<?, ?>> methods, NativePools pools, BooleanSupplier stopped, boolean onLoop) {
        methods.forEach(method -> this.methods.put(method.name(), method));
        this.pools = pools;
        this.stopped = stopped;
        this.onLoop = onLoop;
    }

    /** The same that never runs on an event loop, whatever an operation costs: for work that no caller waits for. */
    public static NativeEngine inBackground(
            List<NativeMethod<?, ?>> methods, NativePools pools, BooleanSupplier stopped) {
        return new NativeEngine(methods, pools, stopped, false);
    }

    /** Whether a call was still waiting when NATIVE was stopped, so that nothing of it has run. */
    public static boolean isWithdrawn(Reply reply) {
        return reply == WITHDRAWN;
    }

    public @Nullable NativeMethod<?, ?> method(String name) {
        return methods.get(name);
    }

    /** Calls of cost CHEAP that held their event loop over 2 ms. */
    public long heldLoopCount() {
        return heldLoop.sum();
    }

    @Override
    public CompletionStage<Reply> answer(Call call) {
        NativeMethod<?, ?> method = methods.get(call.operation().name());
        if (method == null) {
            call.body().release();
            return CompletableFuture.completedFuture(ReplyBlocks.failure(
                    Status.Code.UNIMPLEMENTED,
                    "NATIVE_UNIMPLEMENTED",
                    call.operation().name() + " has no native implementation"));
        }
        return answer(method, call);
    }

    private <Q, R> CompletionStage<Reply> answer(NativeMethod<Q, R> method, Call call) {
        Cost cost = call.operation().cost();
        if (onLoop
                && cost == Cost.CHEAP
                && call.body().length() <= call.operation().cheapUpToBytes()) {
            return cheap(new UnaryCall<>(method, call, true));
        }
        UnaryCall<Q, R> unary = new UnaryCall<>(method, call, false);
        try {
            pools.execute(cost, () -> {
                if (stopped.getAsBoolean()) {
                    unary.withdraw(WITHDRAWN);
                } else {
                    unary.run();
                }
            });
            return unary.reply();
        } catch (RejectedExecutionException e) {
            call.body().release();
            return CompletableFuture.completedFuture(ReplyBlocks.failure(
                    Status.Code.RESOURCE_EXHAUSTED,
                    "NATIVE_BUSY",
                    "the native engine already runs as many calls of cost " + cost + " as it may",
                    Reply.Fault.NOT_BEGUN));
        }
    }

    private CompletionStage<Reply> cheap(UnaryCall<?, ?> unary) {
        long began = System.nanoTime();
        unary.run();
        if (System.nanoTime() - began > TOO_LONG_NANOS) {
            heldLoop.increment();
        }
        return unary.reply();
    }
}
