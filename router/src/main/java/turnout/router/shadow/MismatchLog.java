package turnout.router.shadow;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.router.compare.FieldDifference;
import turnout.router.journal.Mismatch;
import turnout.router.journal.Mismatches;

/** Says in the log that engines disagree: where, never what, and at most one line a second. */
public final class MismatchLog implements Mismatches {

    private static final Logger log = LoggerFactory.getLogger(MismatchLog.class);
    private static final long APART_NANOS = 1_000_000_000;

    private final AtomicLong next = new AtomicLong(System.nanoTime());
    private final AtomicLong unsaid = new AtomicLong();

    private final Mismatches journal;

    private MismatchLog(Mismatches journal) {
        this.journal = journal;
    }

    /** @param journal keeps what is only named here */
    public static MismatchLog before(Mismatches journal) {
        return new MismatchLog(journal);
    }

    @Override
    public void add(Mismatch mismatch) {
        if (mismatch.comparison().diverged()) {
            say(mismatch);
        }
        journal.add(mismatch);
    }

    private void say(Mismatch mismatch) {
        long now = System.nanoTime();
        long due = next.get();
        if (now - due < 0 || !next.compareAndSet(due, now + APART_NANOS)) {
            unsaid.incrementAndGet();
            return;
        }
        log.warn(
                "event=engines-disagree call={} operation={} served_by={} outcome={} fields={} unsaid={}",
                mismatch.callId(),
                mismatch.operation().name(),
                mismatch.servedBy().text(),
                mismatch.comparison().outcome(),
                mismatch.comparison().differences().stream()
                        .map(FieldDifference::pattern)
                        .distinct()
                        .limit(8)
                        .toList(),
                unsaid.getAndSet(0));
    }
}
