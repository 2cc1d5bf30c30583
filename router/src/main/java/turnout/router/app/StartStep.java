package turnout.router.app;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a start needs, and says in a sentence what did not come. */
final class StartStep {

    /** JVMs and Python processes on a busy machine take seconds; half a minute is a hang. */
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private StartStep() {}

    /** @param name as the sentence has it, such as "devnode" */
    static <T> T await(String name, CompletionStage<T> stage) throws IOException, InterruptedException {
        try {
            return stage.toCompletableFuture().get(WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(name + " does not start: " + cause.getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException(name + " was not ready within " + WITHIN.toSeconds() + " s", e);
        }
    }
}
