package turnout.router.engine.supervise;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** An agenda whose thread is real, since processes report from outside, and whose time only the test moves. */
final class ManualAgenda implements Agenda, AutoCloseable {

    /** Longer than any process here takes; only a failing test waits for it. */
    private static final long PATIENCE_SECONDS = 30;

    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().factory());
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparingLong(Entry::dueNanos).thenComparingLong(Entry::order));
    private final List<Wait> waits = new ArrayList<>();
    private long order;
    private long nowNanos;

    private record Entry(long dueNanos, long order, Runnable task) {}

    private record Wait(BooleanSupplier condition, CompletableFuture<Boolean> met) {}

    @Override
    public void soon(Runnable task) {
        thread.execute(() -> {
            task.run();
            look();
        });
    }

    @Override
    public synchronized Appointment after(Duration delay, Runnable task) {
        Entry entry = new Entry(nowNanos + delay.toNanos(), order++, task);
        entries.add(entry);
        return () -> callOff(entry);
    }

    @Override
    public synchronized long nanoTime() {
        return nowNanos;
    }

    /** Moves time on and runs what falls due, in order. */
    void advance(Duration duration) throws Exception {
        long until = nanoTime() + duration.toNanos();
        CompletableFuture<Boolean> moved = new CompletableFuture<>();
        soon(() -> {
            for (Entry due = takeDue(until); due != null; due = takeDue(until)) {
                due.task().run();
            }
            synchronized (this) {
                nowNanos = until;
            }
            moved.complete(true);
        });
        moved.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until the condition holds; it is looked at on the agenda's thread, after each step. */
    void await(BooleanSupplier condition) throws Exception {
        Wait wait = new Wait(condition, new CompletableFuture<>());
        soon(() -> waits.add(wait));
        wait.met().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Until the next thing falls due. */
    synchronized Duration untilNext() {
        return Duration.ofNanos(entries.element().dueNanos() - nowNanos);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private synchronized void callOff(Entry entry) {
        entries.remove(entry);
    }

    private synchronized @Nullable Entry takeDue(long until) {
        Entry next = entries.peek();
        if (next == null || next.dueNanos() > until) {
            return null;
        }
        nowNanos = next.dueNanos();
        return entries.remove();
    }

    private void look() {
        waits.removeIf(wait -> wait.condition().getAsBoolean() && wait.met().complete(true));
    }
}
