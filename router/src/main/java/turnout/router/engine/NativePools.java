package turnout.router.engine;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import turnout.options.v1.Operation.Cost;

/** Where NATIVE's work runs that must not hold an event loop. Bounded; what is over the bound is refused at once. */
public final class NativePools implements AutoCloseable {

    private final ThreadPoolExecutor cpu;
    private final Semaphore blocking;

    /**
     * @param cpuThreads threads for cost CPU
     * @param cpuQueue calls that may wait for them
     * @param blockingInFlight calls of cost BLOCKING that run at once, each on a virtual thread
     */
    public NativePools(int cpuThreads, int cpuQueue, int blockingInFlight) {
        cpu = new ThreadPoolExecutor(
                cpuThreads,
                cpuThreads,
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(cpuQueue),
                Thread.ofPlatform().name("native-cpu-", 0).daemon().factory());
        cpu.allowCoreThreadTimeOut(true);
        blocking = new Semaphore(blockingInFlight);
    }

    /** @throws RejectedExecutionException when the pool of this cost is full */
    void execute(Cost cost, Runnable work) {
        if (cost != Cost.BLOCKING) {
            cpu.execute(work);
            return;
        }
        if (!blocking.tryAcquire()) {
            throw new RejectedExecutionException("blocking calls in flight");
        }
        Thread.ofVirtual().name("native-blocking").start(() -> {
            try {
                work.run();
            } finally {
                blocking.release();
            }
        });
    }

    @Override
    public void close() {
        cpu.shutdownNow();
    }
}
