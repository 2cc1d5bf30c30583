package turnout.e2e;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import turnout.e2e.ExplainedCall.Answer;

/** Calls at a rate of its own, whatever becomes of the calls before. */
final class OpenLoop implements AutoCloseable {

    /** Above the deadline of every call. */
    private static final long HANGS_SECONDS = 60;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final ConcurrentLinkedQueue<CompletableFuture<Answer>> calls = new ConcurrentLinkedQueue<>();
    private final Semaphore answered = new Semaphore(0);
    private int started;

    private OpenLoop() {}

    /** @param call makes a call by its number, from 0 on */
    static OpenLoop start(int perSecond, IntFunction<CompletableFuture<Answer>> call) {
        OpenLoop loop = new OpenLoop();
        loop.clock.scheduleAtFixedRate(() -> loop.next(call), 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
        return loop;
    }

    private void next(IntFunction<CompletableFuture<Answer>> call) {
        CompletableFuture<Answer> made = call.apply(started++);
        calls.add(made);
        made.thenRun(answered::release);
    }

    /** Returns when as many calls have ended from now on. */
    void awaitAnswers(int more) throws InterruptedException {
        answered.drainPermits();
        if (!answered.tryAcquire(more, HANGS_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("not " + more + " more answers within " + HANGS_SECONDS + " s");
        }
    }

    /** Makes no more calls and returns what became of all of them, in order. */
    List<Answer> stop() throws InterruptedException {
        close();
        return calls.stream()
                .map(call -> call.orTimeout(HANGS_SECONDS, TimeUnit.SECONDS).join())
                .toList();
    }

    @Override
    public void close() {
        clock.close();
    }
}
