package turnout.nativeimpl.serve;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.refusal.Refusal;

/** Our own faults: logged without their messages, which may quote a request, and answered as ENGINE_FAULT. */
public final class Faults {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

    // A request that trips a fault can be sent any number of times: one line a second is enough to find it.
    private static final long LOG_EVERY_NANOS = 1_000_000_000L;
    private static final AtomicLong NEXT_LOG = new AtomicLong(System.nanoTime());

    private Faults() {}

    public static Refusal refusal(Throwable fault) {
        long now = System.nanoTime();
        long due = NEXT_LOG.get();
        if (now - due >= 0 && NEXT_LOG.compareAndSet(due, now + LOG_EVERY_NANOS)) {
            StackTraceElement[] stack = fault.getStackTrace();
            LOG.error(
                    "engine fault type={} at={}",
                    fault.getClass().getName(),
                    stack.length == 0 ? "unknown" : stack[0].toString());
        }
        return Refusal.of(Reason.ENGINE_FAULT, "the engine failed: this is a defect of Turnout");
    }
}
