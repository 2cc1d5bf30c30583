package turnout.load.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What became of a set: every case is right, rightly refused, wrong or left out.
 *
 * @param right answered alike by both engines, as the set says
 * @param refused refused alike by both engines, as the set says
 * @param differences cases that the engines answered differently; they are wrong too
 * @param leftOut names by reason
 * @param skipped why the set was not read; empty when it was
 */
record SetResult(
        String name,
        long right,
        long refused,
        long differences,
        List<WrongCase> wrong,
        Map<String, List<String>> leftOut,
        Optional<String> skipped) {

    SetResult {
        wrong = List.copyOf(wrong);
        leftOut = new TreeMap<>(leftOut);
    }

    static SetResult skipped(String name, String reason) {
        return new SetResult(name, 0, 0, 0, List.of(), Map.of(), Optional.of(reason));
    }

    long cases() {
        return right + refused + wrong.size() + leftOutCases();
    }

    long leftOutCases() {
        return leftOut.values().stream().mapToLong(List::size).sum();
    }

    /** Counts cases one by one; used by one thread. */
    static final class Tally {

        private final String name;
        private long right;
        private long refused;
        private long differences;
        private final List<WrongCase> wrong = new ArrayList<>();
        private final Map<String, List<String>> leftOut = new TreeMap<>();

        Tally(String name) {
            this.name = name;
        }

        void leaveOut(VectorCase vector, String reason) {
            leftOut.computeIfAbsent(reason, unused -> new ArrayList<>()).add(vector.name());
        }

        void fail(VectorCase vector, String problem) {
            wrong.add(new WrongCase(vector, List.of(problem)));
        }

        void count(VectorCase vector, Asked asked) {
            List<String> problems = new ArrayList<>();
            vector.expected().wrong(asked.python()).ifPresent(problem -> problems.add("python: " + problem));
            vector.expected().wrong(asked.inJvm()).ifPresent(problem -> problems.add("native: " + problem));
            if (asked.differ()) {
                differences++;
                problems.add("the engines differ: python " + asked.python().text() + ", native "
                        + asked.inJvm().text());
            }
            if (!problems.isEmpty()) {
                wrong.add(new WrongCase(vector, problems));
            } else if (asked.python() instanceof Answer.Refused) {
                refused++;
            } else {
                right++;
            }
        }

        SetResult result() {
            return new SetResult(name, right, refused, differences, wrong, leftOut, Optional.empty());
        }
    }
}
