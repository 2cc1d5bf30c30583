package turnout.router.dispatch;

import io.grpc.Status;
import java.util.function.LongSupplier;
import turnout.options.v1.Operation.Effect;
import turnout.router.call.Call;
import turnout.router.call.Operation;
import turnout.router.call.Reply;
import turnout.router.observe.Tally;

/** Decides whether a call that one engine failed is given to the other one. One for each event loop. */
public final class Fallback {

    private final FallbackRules rules;
    private final RetryBudget budget;
    private final Tally tally;
    private final LongSupplier nanoTime;

    /** @param tally counts by {@code operation|reason}, the caps too */
    public Fallback(FallbackRules rules, Tally tally, LongSupplier nanoTime) {
        this.rules = rules;
        this.tally = tally;
        this.nanoTime = nanoTime;
        this.budget = new RetryBudget(rules.budgetShare(), rules.budgetPerSecond(), nanoTime.getAsLong());
    }

    /** A call goes to NATIVE: it earns a part of a fallback, for itself or for others. */
    void earn() {
        budget.earn();
    }

    /** Whether PYTHON is to answer after NATIVE failed so; counted. */
    boolean toPython(Call call, Reply.Failure failure) {
        if (failure.fault() == Reply.Fault.CALLER
                || ended(failure)
                || call.forced() != null
                || call.cancellation().cancelled()
                || !mayRunOnPython(call, failure.fault() == Reply.Fault.NOT_BEGUN)) {
            return false;
        }
        if (call.nanosLeft() < rules.leastTime().toNanos()) {
            count(call, "no-time-left");
            return false;
        }
        if (!budget.take(nanoTime.getAsLong())) {
            count(call, "over-budget");
            return false;
        }
        count(call, Status.fromCodeValue(failure.status()).getCode().name().toLowerCase(java.util.Locale.ROOT));
        return true;
    }

    /** Whether a READ that PYTHON cannot be reached for goes to NATIVE. */
    public boolean toNative(Operation operation) {
        return rules.toNative() && operation.effect() == Effect.READ;
    }

    void countToNative(Call call) {
        count(call, "python-unreachable");
    }

    /** READs, and writes that NATIVE did not begin, or that may be repeated. NATIVE has stopped when it has replied. */
    private static boolean mayRunOnPython(Call call, boolean notBegun) {
        return switch (call.operation().effect()) {
            case READ -> true;
            case IDEMPOTENT_WRITE -> notBegun || RequestId.allowsRepeating(call);
            case UNSAFE, UNRECOGNIZED -> false;
        };
    }

    /** Time and patience have run out, whoever's they were. */
    private static boolean ended(Reply.Failure failure) {
        return failure.status() == Status.Code.DEADLINE_EXCEEDED.value();
    }

    private void count(Call call, String reason) {
        tally.add(call.operation().name() + "|" + reason);
    }
}
