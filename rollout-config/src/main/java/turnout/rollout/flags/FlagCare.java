package turnout.rollout.flags;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One daemon thread that looks after the files once a second. */
final class FlagCare {

    private final ScheduledExecutorService thread;

    private FlagCare(ScheduledExecutorService thread) {
        this.thread = thread;
    }

    static FlagCare start(Runnable tend) {
        ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("flags").factory());
        // a second: soon enough for a lowered share to reach a disk that has room again, and nothing when idle
        thread.scheduleWithFixedDelay(tend, 1, 1, TimeUnit.SECONDS);
        return new FlagCare(thread);
    }

    void close() {
        thread.shutdown();
    }
}
