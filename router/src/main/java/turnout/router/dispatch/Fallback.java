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

    /** Whether a failure of this call's NATIVE could be made good: then its body has to be held. */
    boolean holds(Call call) {
        budget.earn();
        return call.forced() == null && repeatable(call.operation());
    }

    /** Whether PYTHON is to answer after NATIVE failed so; counted. */
    boolean toPython(Call call, Reply.Failure failure) {
        if (failure.fault() != Reply.Fault.ENGINE
                || ended(failure)
                || call.cancellation().cancelled()) {
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

    /** READs, and writes that say themselves that they may be repeated. NATIVE has stopped when it has replied. */
    private static boolean repeatable(Operation operation) {
        return operation.effect() == Effect.READ || operation.effect() == Effect.IDEMPOTENT_WRITE;
    }

    /** Time and patience have run out, whoever's they were. */
    private static boolean ended(Reply.Failure failure) {
        return failure.status() == Status.Code.DEADLINE_EXCEEDED.value();
    }

    private void count(Call call, String reason) {
        tally.add(call.operation().name() + "|" + reason);
    }
}
