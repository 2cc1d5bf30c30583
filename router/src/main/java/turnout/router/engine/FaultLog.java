package turnout.router.engine;

import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs exceptions of services in this process: callers can cause them at will, so one a second, the others counted. */
final class FaultLog {

    private static final Logger log = LoggerFactory.getLogger(NativeEngine.class);
    private static final long SECOND_NANOS = 1_000_000_000L;

    private static final AtomicLong NEXT_NANOS = new AtomicLong(System.nanoTime());
    private static final AtomicLong UNSAID = new AtomicLong();

    private FaultLog() {}

    static void fault(String operation, RuntimeException fault) {
        long next = NEXT_NANOS.get();
        long now = System.nanoTime();
        if (now - next < 0 || !NEXT_NANOS.compareAndSet(next, now + SECOND_NANOS)) {
            UNSAID.incrementAndGet();
            return;
        }
        log.error("event=native-fault operation={} unsaid={}", operation, UNSAID.getAndSet(0), fault);
    }
}
