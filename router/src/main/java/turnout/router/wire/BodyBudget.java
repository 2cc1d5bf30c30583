package turnout.router.wire;

import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the request bodies that one loop holds while they are collected, routed and answered. Over the budget a body gets
 * no more receive window; one that waits a second for it is refused. Bytes are charged as they arrive.
 */
final class BodyBudget {

    private static final long WAIT_MILLIS = 1_000;

    private final EventLoop loop;
    private final long limitBytes;
    private final long perConnectionBytes;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();
    private long held;

    BodyBudget(EventLoop loop, long limitBytes, long perConnectionBytes) {
        this.loop = loop;
        this.limitBytes = limitBytes;
        this.perConnectionBytes = perConnectionBytes;
    }

    /** Who holds bytes: told when more may come, or that it waited too long. */
    interface Holder {
        ClientConnection connection();

        void mayReceive(int credit);

        void waitedTooLong();
    }

    private record Waiting(Holder holder, int credit) {}

    /** Charges bytes that arrived, and gives their window back now or when there is room. */
    void charge(Holder holder, int bytes, int credit) {
        held += bytes;
        holder.connection().heldBytes += bytes;
        if (room(holder)) {
            holder.mayReceive(credit);
            return;
        }
        Waiting wait = new Waiting(holder, credit);
        waiting.add(wait);
        loop.schedule(
                () -> {
                    if (waiting.remove(wait)) {
                        holder.waitedTooLong();
                    }
                },
                WAIT_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    void release(Holder holder, long bytes) {
        held -= bytes;
        holder.connection().heldBytes -= bytes;
        while (!waiting.isEmpty() && room(waiting.getFirst().holder)) {
            Waiting next = waiting.removeFirst();
            next.holder.mayReceive(next.credit);
        }
    }

    private boolean room(Holder holder) {
        return held <= limitBytes && holder.connection().heldBytes <= perConnectionBytes;
    }
}
