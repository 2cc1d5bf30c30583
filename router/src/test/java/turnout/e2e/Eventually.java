package turnout.e2e;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Looks at other processes until they are as expected; they have no way to tell us. */
final class Eventually {

    private static final long LOOK_EVERY_MILLIS = 20;

    private Eventually() {}

    /** @param what as a failure has it: "a new worker is ready" */
    static void holds(String what, long withinSeconds, Callable<Boolean> condition)
            throws InterruptedException, ExecutionException {
        CompletableFuture<Void> held = new CompletableFuture<>();
        try (ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor()) {
            looks.scheduleWithFixedDelay(() -> look(condition, held), 0, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
            held.get(withinSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("not within " + withinSeconds + " s: " + what);
        }
    }

    private static void look(Callable<Boolean> condition, CompletableFuture<Void> held) {
        try {
            if (condition.call()) {
                held.complete(null);
            }
        } catch (Exception | AssertionError e) {
            held.completeExceptionally(e);
        }
    }
}
