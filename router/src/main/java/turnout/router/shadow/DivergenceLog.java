package turnout.router.shadow;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.router.compare.FieldDifference;

/** Says in the log that engines disagree: where, never what, and at most one line a second. */
public final class DivergenceLog implements Divergence.Listener {

    private static final Logger log = LoggerFactory.getLogger(DivergenceLog.class);
    private static final long APART_NANOS = 1_000_000_000;

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong unsaid = new AtomicLong();

    private DivergenceLog() {}

    public static DivergenceLog create() {
        return new DivergenceLog();
    }

    @Override
    public void diverged(Divergence divergence) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + APART_NANOS)) {
            unsaid.incrementAndGet();
            return;
        }
        log.warn(
                "event=engines-disagree operation={} served_by={} outcome={} fields={} unsaid={}",
                divergence.call().operation().name(),
                divergence.servedBy().text(),
                divergence.comparison().outcome(),
                divergence.comparison().differences().stream()
                        .map(FieldDifference::pattern)
                        .distinct()
                        .limit(8)
                        .toList(),
                unsaid.getAndSet(0));
    }
}
