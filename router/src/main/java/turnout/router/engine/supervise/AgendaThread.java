package turnout.router.engine.supervise;

import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An agenda on a daemon thread of its own and the real clock. */
public final class AgendaThread implements Agenda, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AgendaThread.class);

    private final ScheduledThreadPoolExecutor thread;

    public AgendaThread(String name) {
        thread = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name(name).factory(), new ThreadPoolExecutor.DiscardPolicy());
        thread.setRemoveOnCancelPolicy(true);
    }

    @Override
    public void soon(Runnable task) {
        thread.execute(guarded(task));
    }

    @Override
    public Appointment after(Duration delay, Runnable task) {
        ScheduledFuture<?> future = thread.schedule(guarded(task), delay.toNanos(), TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    /** Ends the thread; what still stands on the agenda is dropped. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private static Runnable guarded(Runnable task) {
        return () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.error("event=supervision-step-failed", e);
            }
        };
    }
}
