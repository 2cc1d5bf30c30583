package turnout.router.engine;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import turnout.router.engine.supervise.PythonTargets;
import turnout.router.engine.supervise.SidecarAddress;

/**
 * One event loop's connections to all workers of the sidecar. Everything runs on that loop, so a call never changes
 * threads on its way to PYTHON.
 */
public final class GrpcLink {

    private final EventLoop loop;
    private final boolean watches;
    private final PythonTargets targets;
    private final LaneLink lanes;
    private final long outAfterNanos;
    private final ByteBuf scratch = UnaryExchange.newScratch();
    private final ReplyHead replyHead = new ReplyHead(UnaryExchange.newScratch());
    private List<WorkerLink> workers = List.of();
    private int turn;
    private final CountDownLatch firstReachable = new CountDownLatch(1);

    private GrpcLink(EventLoop loop, boolean watches, Duration outAfter, PythonTargets targets, LaneLink lanes) {
        this.loop = loop;
        this.watches = watches;
        this.targets = targets;
        this.lanes = lanes;
        this.outAfterNanos = outAfter.toNanos();
    }

    /**
     * A link that follows the targets as they come and go.
     *
     * @param watches whether it asks idle workers for a sign of life too; one link of a process does, and the supervisor
     *     tells the others what it found
     */
    public static GrpcLink start(
            EventLoop loop,
            boolean watches,
            Duration heartbeatEvery,
            Duration outAfter,
            PythonTargets targets,
            LaneSettings laneSettings) {
        LaneLink lanes = new LaneLink(loop, laneSettings, targets);
        GrpcLink link = new GrpcLink(loop, watches, outAfter, targets, lanes);
        lanes.onChange(link::changed);
        long nanos = heartbeatEvery.toNanos();
        loop.scheduleWithFixedDelay(link::heartbeat, nanos, nanos, TimeUnit.NANOSECONDS);
        targets.onChange(link::follow);
        return link;
    }

    private void follow(List<SidecarAddress> addresses) {
        if (loop.isShuttingDown()) {
            return; // loops end before workers do
        }
        loop.execute(() -> {
            List<WorkerLink> next = new ArrayList<>();
            for (SidecarAddress address : addresses) {
                WorkerLink worker = workers.stream()
                        .filter(known -> known.reaches(address))
                        .findFirst()
                        .orElseGet(() -> WorkerLink.connect(this, address));
                worker.use(address.inUse());
                next.add(worker);
            }
            for (WorkerLink worker : workers) {
                if (!next.contains(worker)) {
                    worker.retire();
                }
            }
            workers = List.copyOf(next);
            changed();
        });
    }

    /** The least busy connection that can take a call, or null. On the loop. */
    public @Nullable SidecarConnection pick() {
        SidecarConnection best = null;
        // Begins at another worker each time, so that idle workers share what is left of a tie.
        int first = turn++ & 0x7fff_ffff;
        for (int i = 0; i < workers.size(); i++) {
            best = SidecarConnection.leastBusy(
                    best, workers.get((first + i) % workers.size()).usable());
        }
        return best;
    }

    /** Waits until some worker can take a call from this loop, for the first time. Not on a loop. */
    public boolean awaitReachable(Duration timeout) throws InterruptedException {
        return firstReachable.await(timeout.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** The loop that owns the connections. */
    public EventLoop loop() {
        return loop;
    }

    /** The same workers by lane. */
    public LaneLink lanes() {
        return lanes;
    }

    /** Empty scratch space, valid until the next time it is asked for. */
    ByteBuf scratch() {
        return scratch.clear();
    }

    ReplyHead replyHead() {
        return replyHead;
    }

    /** Some connection came or went. */
    void changed() {
        if (firstReachable.getCount() > 0 && pick() != null && (!lanes.only() || lanes.anyOpen())) {
            firstReachable.countDown();
        }
    }

    private void heartbeat() {
        long now = System.nanoTime();
        for (WorkerLink worker : workers) {
            worker.heartbeat(now, watches, outAfterNanos, targets);
        }
    }
}
