package turnout.router.wire;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends calls whose deadline has passed, by walking all of one loop's open calls every 10 ms. A timer a call would cost
 * more than the walk: 10,000 open calls take 0.1 ms. Sleeps while nothing is open.
 */
final class DeadlineSweep implements Runnable {

    private static final long EVERY_MILLIS = 10;

    private final EventLoop loop;
    private @Nullable ClientStream first;
    private boolean scheduled;

    DeadlineSweep(EventLoop loop) {
        this.loop = loop;
    }

    void add(ClientStream stream) {
        ClientStream second = first;
        stream.sweepNext = second;
        if (second != null) {
            second.sweepPrevious = stream;
        }
        first = stream;
        if (!scheduled) {
            scheduled = true;
            loop.schedule(this, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    void remove(ClientStream stream) {
        ClientStream previous = stream.sweepPrevious;
        ClientStream next = stream.sweepNext;
        if (previous != null) {
            previous.sweepNext = next;
        } else if (first == stream) {
            first = next;
        }
        if (next != null) {
            next.sweepPrevious = previous;
        }
        stream.sweepPrevious = null;
        stream.sweepNext = null;
    }

    @Override
    public void run() {
        long now = System.nanoTime();
        ClientStream stream = first;
        while (stream != null) {
            // Expiring takes the stream out of the list.
            ClientStream next = stream.sweepNext;
            if (stream.deadlineNanos() - now <= 0) {
                stream.expire();
            }
            stream = next;
        }
        scheduled = first != null;
        if (scheduled) {
            loop.schedule(this, EVERY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
