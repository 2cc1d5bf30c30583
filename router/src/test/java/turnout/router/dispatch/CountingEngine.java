package turnout.router.dispatch;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import turnout.router.call.Body;
import turnout.router.call.Call;
import turnout.router.call.Engine;
import turnout.router.call.Reply;
import turnout.router.engine.ReplyBlocks;

/** An engine that keeps count of what it ran. */
final class CountingEngine implements Engine {

    private final Map<String, Integer> runs = new ConcurrentHashMap<>();
    private final Supplier<Reply> reply;

    CountingEngine(Supplier<Reply> reply) {
        this.reply = reply;
    }

    static CountingEngine answering() {
        return new CountingEngine(() ->
                new Reply.Answer(ReplyBlocks.PLAIN_HEADERS, Body.of(new byte[] {1}), false, ReplyBlocks.PLAIN_OK));
    }

    int runs(String operation) {
        return runs.getOrDefault(operation, 0);
    }

    int runs() {
        return runs.values().stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public CompletionStage<Reply> answer(Call call) {
        runs.merge(call.operation().name(), 1, Integer::sum);
        call.body().release();
        return CompletableFuture.completedFuture(reply.get());
    }
}
