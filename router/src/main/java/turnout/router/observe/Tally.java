package turnout.router.observe;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Counters that differ in one label, such as hits by limit. Safe for all threads. */
public final class Tally {

    private final Map<String, LongAdder> counters = new ConcurrentHashMap<>();

    /** @param label one of few, known values; never text from outside */
    public LongAdder of(String label) {
        return counters.computeIfAbsent(label, unused -> new LongAdder());
    }

    public void add(String label) {
        of(label).increment();
    }

    public Map<String, Long> read() {
        Map<String, Long> read = new TreeMap<>();
        counters.forEach((label, counter) -> read.put(label, counter.sum()));
        return read;
    }
}
