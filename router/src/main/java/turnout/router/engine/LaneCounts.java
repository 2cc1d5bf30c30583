package turnout.router.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

/** What the lanes of all event loops did, for the metrics. Any thread. */
public final class LaneCounts {

    private final LongAdder calls = new LongAdder();
    private final AtomicLong open = new AtomicLong();
    private final Map<LaneFaultKind, AtomicLong> faults = new EnumMap<>(LaneFaultKind.class);

    public LaneCounts() {
        for (LaneFaultKind kind : LaneFaultKind.values()) {
            faults.put(kind, new AtomicLong());
        }
    }

    /** Calls that were sent by lane. */
    public long calls() {
        return calls.sum();
    }

    /** Lanes that can take calls now: at most one for each event loop and worker. */
    public long open() {
        return open.get();
    }

    /** Faults so far, by label. */
    public Map<String, Long> faults() {
        Map<String, Long> counts = new TreeMap<>();
        faults.forEach((kind, count) -> counts.put(kind.label(), count.get()));
        return counts;
    }

    void called() {
        calls.increment();
    }

    void opened() {
        open.incrementAndGet();
    }

    void closed() {
        open.decrementAndGet();
    }

    void fault(LaneFaultKind kind) {
        faults.getOrDefault(kind, new AtomicLong()).incrementAndGet();
    }
}
