package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import turnout.load.vectors.Answer;
import turnout.load.vectors.Asked;
import turnout.load.vectors.Expectation;

/** Counts what became of one operation's generated requests. Used by one thread. */
final class OperationTally {

    // One defect makes thousands of them.
    private static final int KEPT = 10;

    /** A request that was answered wrongly; {@code number} makes it again. */
    record Wrong(String operation, long number, ByteString request, String problem) {}

    private final String operation;
    private final Map<String, Integer> refused = new TreeMap<>();
    private final List<Wrong> kept = new ArrayList<>();
    private final Slowest slowest = new Slowest();
    private int cases;
    private int ok;
    private int wrong;

    OperationTally(String operation) {
        this.operation = operation;
    }

    void count(long number, ByteString request, Asked asked) {
        slowest.note(request, asked);
        String problem = problem(asked);
        if (!problem.isEmpty()) {
            fail(number, request, problem);
            return;
        }
        cases++;
        switch (asked.python()) {
            case Answer.Replied replied -> ok++;
            case Answer.Refused refusal -> refused.merge(refusal.reason(), 1, Integer::sum);
        }
    }

    /** One of the largest requests, which are no part of the share that is OK: nearly all are over a limit. */
    void heavy(long number, ByteString request, Asked asked) {
        String problem = problem(asked);
        if (!problem.isEmpty()) {
            fail(number, request, problem);
        }
    }

    void fail(long number, ByteString request, String problem) {
        cases++;
        wrong++;
        if (kept.size() < KEPT) {
            kept.add(new Wrong(operation, number, request, problem));
        }
    }

    private static String problem(Asked asked) {
        if (asked.differ()) {
            return "python " + asked.python().text() + ", native "
                    + asked.inJvm().text();
        }
        return Expectation.anything().wrong(asked.python()).orElse("");
    }

    String operation() {
        return operation;
    }

    int cases() {
        return cases;
    }

    int wrong() {
        return wrong;
    }

    List<Wrong> kept() {
        return List.copyOf(kept);
    }

    Slowest slowest() {
        return slowest;
    }

    double okShare() {
        return cases == 0 ? 0 : (double) ok / cases;
    }

    /** How often it was refused, by reason. */
    Map<String, Integer> refused() {
        return Map.copyOf(refused);
    }
}
