package turnout.router.shadow;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Call;
import turnout.router.call.Engine;
import turnout.router.call.Reply;
import turnout.router.compare.Comparator;
import turnout.router.journal.Mismatches;
import turnout.router.observe.Sheet;
import turnout.router.route.Route;

/**
 * Runs shadow calls beside the served ones: admitted while there is room and CPU, dropped and counted otherwise, never
 * queued without bound. NATIVE's run on pools of their own, PYTHON's on the call's connections.
 */
public final class Shadow implements AutoCloseable {

    private final ShadowRules rules;
    private final Engine nativeShadow;
    private final Comparator comparator;
    private final Sheet sheet;
    private final ShadowCounts counts;
    private final Mismatches mismatches;
    private final BooleanSupplier cpuToSpare;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicLong heldBytes = new AtomicLong();
    private final ThreadPoolExecutor comparers;
    private final OpenAskings open = new OpenAskings();

    /**
     * @param nativeShadow NATIVE on pools of its own: it must never run on an event loop
     * @param sheet that any thread may write on
     */
    public Shadow(
            ShadowRules rules,
            Engine nativeShadow,
            Comparator comparator,
            Sheet sheet,
            ShadowCounts counts,
            Mismatches mismatches) {
        this.rules = rules;
        this.nativeShadow = nativeShadow;
        this.comparator = comparator;
        this.sheet = sheet;
        this.counts = counts;
        this.mismatches = mismatches;
        this.cpuToSpare = new CpuCeiling(rules.cpuCeiling(), System::nanoTime);
        this.comparers = new ThreadPoolExecutor(
                rules.compareThreads(),
                rules.compareThreads(),
                30,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(rules.compareQueue()),
                Thread.ofPlatform()
                        .name("compare-", 0)
                        .priority(Thread.MIN_PRIORITY)
                        .daemon()
                        .factory());
        comparers.allowCoreThreadTimeOut(true);
    }

    /**
     * Takes over one share of the call's body, and none of the reply's. Returns at once; the shadow call begins after what
     * the loop has to do for the caller.
     *
     * @param route by which it was served
     * @param python the call's loop's way to PYTHON
     */
    public void served(Call call, Route route, Reply reply, Engine python) {
        long bytes = call.body().length()
                + (reply instanceof Reply.Answer answer ? answer.body().length() : 0L);
        String refusal = refusal(bytes);
        if (refusal != null) {
            counts.dropped(refusal);
            call.body().release();
            return;
        }
        if (reply instanceof Reply.Answer answer) {
            answer.body().retain();
        }
        ShadowRun run = new ShadowRun(this, call, route, reply, python, bytes);
        call.loop().execute(run::begin);
    }

    private @Nullable String refusal(long bytes) {
        if (!cpuToSpare.getAsBoolean()) {
            return "cpu";
        }
        if (inFlight.incrementAndGet() > rules.inFlight()) {
            inFlight.decrementAndGet();
            return "in-flight";
        }
        if (heldBytes.addAndGet(bytes) > rules.heldBytes()) {
            heldBytes.addAndGet(-bytes);
            inFlight.decrementAndGet();
            return "held-bytes";
        }
        return null;
    }

    void ended(long bytes) {
        heldBytes.addAndGet(-bytes);
        inFlight.decrementAndGet();
    }

    /** @return false when the queue is full; counted */
    boolean compareSoon(Runnable work) {
        try {
            comparers.execute(work);
            return true;
        } catch (RejectedExecutionException e) {
            counts.dropped("compare-queue");
            return false;
        }
    }

    OpenAskings open() {
        return open;
    }

    ShadowRules rules() {
        return rules;
    }

    Engine nativeShadow() {
        return nativeShadow;
    }

    Comparator comparator() {
        return comparator;
    }

    Sheet sheet() {
        return sheet;
    }

    ShadowCounts counts() {
        return counts;
    }

    Mismatches mismatches() {
        return mismatches;
    }

    @Override
    public void close() {
        comparers.shutdownNow();
        open.close();
    }
}
