package turnout.router.http2;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayList;
import java.util.List;

/**
 * Flushes every connection of one event loop that wrote something, once, after all that was readable has been read: one
 * system call per connection and loop turn is what makes the layer cheap.
 */
final class FlushBatch implements Runnable {

    private static final FastThreadLocal<FlushBatch> OF_LOOP = new FastThreadLocal<>() {
        @Override
        protected FlushBatch initialValue() {
            return new FlushBatch();
        }
    };

    private List<OutputBuffer> dirty = new ArrayList<>();
    private List<OutputBuffer> flushing = new ArrayList<>();

    private FlushBatch() {}

    /** The batch of the loop that runs this. */
    static FlushBatch ofLoop() {
        return OF_LOOP.get();
    }

    void add(OutputBuffer output, EventLoop loop) {
        if (dirty.isEmpty()) {
            // Runs after the events of this turn: Netty handles I/O first, then tasks.
            loop.execute(this);
        }
        dirty.add(output);
    }

    @Override
    public void run() {
        List<OutputBuffer> now = dirty;
        dirty = flushing;
        flushing = now;
        for (int i = 0; i < now.size(); i++) {
            now.get(i).flushNow();
        }
        now.clear();
    }
}
