package turnout.router.shadow;

import java.util.Map;
import turnout.router.call.Operation;
import turnout.router.compare.Comparison;
import turnout.router.observe.Tally;

/** What became of shadow calls, for the metrics. Any thread. */
public final class ShadowCounts {

    private final Tally dropped = new Tally();
    private final Tally comparisons = new Tally();
    private final Tally wrongAnswers = new Tally();

    void dropped(String reason) {
        dropped.add(reason);
    }

    /** @param reason of what is not compared; empty for everything else */
    void compared(Operation operation, Comparison comparison) {
        String outcome =
                comparison.outcome().name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        String reason = comparison.reason().isEmpty() ? "" : "(" + comparison.reason() + ")";
        comparisons.add(operation.name() + "|" + outcome + reason);
    }

    void wrongAnswer(Operation operation) {
        wrongAnswers.add(operation.component());
    }

    /** By reason. */
    public Map<String, Long> drops() {
        return dropped.read();
    }

    /** By {@code operation|outcome}. */
    public Map<String, Long> comparisons() {
        return comparisons.read();
    }

    /** Confirmed mismatches of calls that NATIVE had served, by component. */
    public Map<String, Long> wrongAnswers() {
        return wrongAnswers.read();
    }
}
