package turnout.router.route;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import turnout.rollout.flags.Flags;
import turnout.router.call.Operations;

/**
 * Owns the routing table in force. Anyone may hand in flags and overrides; one thread, which does no I/O, compiles what
 * is newest and publishes it by one volatile write. Because a compile always begins from the newest of everything, and
 * there is only one at a time, a late one never overwrites a stop.
 *
 * <p>Changes that arrive faster than they are compiled share a table. Until flags come, everything goes to PYTHON.
 */
public final class Publisher implements AutoCloseable {

    /** @param change how many were handed in; the revision of the table that first includes them all */
    private record Inputs(long change, @Nullable Flags flags, Instant flagsSince, Overrides overrides) {}

    private final Operations operations;
    private final Set<String> implemented;
    private final InstantSource clock;
    private final AtomicReference<Inputs> inputs;
    private final Object published = new Object();
    private final Thread thread;
    private volatile RoutingTable current;
    private volatile boolean closed;

    private Publisher(Operations operations, Set<String> implemented, InstantSource clock) {
        this.operations = operations;
        this.implemented = Set.copyOf(implemented);
        this.clock = clock;
        Inputs first = new Inputs(0, null, clock.instant(), Overrides.NONE);
        this.inputs = new AtomicReference<>(first);
        this.current = compiled(first);
        this.thread = Thread.ofPlatform().name("turnout-publisher").daemon().unstarted(this::publish);
    }

    /** @param implemented names of the operations that NATIVE can answer */
    public static Publisher start(Operations operations, Set<String> implemented, InstantSource clock) {
        Publisher publisher = new Publisher(operations, implemented, clock);
        publisher.thread.start();
        return publisher;
    }

    /** The table in force: one volatile read. */
    public RoutingTable current() {
        return current;
    }

    /**
     * Hands in the operators' flags; call it in the order of their changes.
     *
     * @return revision of the first table that is sure to include them, for {@link #awaitApplied}
     */
    public long flags(Flags flags) {
        Instant now = clock.instant();
        return submit(old -> new Inputs(old.change + 1, flags, now, old.overrides));
    }

    /**
     * Changes what this node holds against the flags.
     *
     * @param change a pure function; it may run more than once
     * @return as {@link #flags}
     */
    public long override(UnaryOperator<Overrides> change) {
        return submit(old -> new Inputs(old.change + 1, old.flags, old.flagsSince, change.apply(old.overrides)));
    }

    public long stop(boolean stopped) {
        return override(overrides -> overrides.withStop(stopped));
    }

    /** How long ago flags were last handed in; since the start when they never were. */
    public Duration age() {
        return Duration.between(inputs.get().flagsSince, clock.instant());
    }

    /** @return false when the table was not in force within the timeout */
    public boolean awaitApplied(long revision, Duration timeout) throws InterruptedException {
        long deadline = System.nanoTime() + timeout.toNanos();
        synchronized (published) {
            while (current.revision() < revision) {
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                published.wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        }
        return true;
    }

    /** The last table stays in force. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private long submit(UnaryOperator<Inputs> change) {
        long revision = inputs.updateAndGet(change).change;
        LockSupport.unpark(thread);
        return revision;
    }

    private void publish() {
        while (!closed) {
            Inputs newest = inputs.get();
            if (newest.change == current.revision()) {
                LockSupport.park(this);
                continue;
            }
            current = compiled(newest);
            synchronized (published) {
                published.notifyAll();
            }
        }
    }

    private RoutingTable compiled(Inputs from) {
        return RoutingTable.compile(from.change, operations, implemented, from.flags, from.overrides);
    }
}
