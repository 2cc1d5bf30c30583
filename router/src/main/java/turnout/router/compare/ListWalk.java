package turnout.router.compare;

import com.google.protobuf.Message;
import java.util.List;

/** Compares repeated fields: in order, or as multisets where the contract says {@code unordered}. */
final class ListWalk {

    private final MessageWalk messages;
    private final Text text;
    private final NormalForm normalForm;

    ListWalk(MessageWalk messages, Text text, NormalForm normalForm) {
        this.messages = messages;
        this.text = text;
        this.normalForm = normalForm;
    }

    void compare(FieldRule rule, Message served, Message other, Path path, Differences differences) {
        var one = (List<?>) served.getField(rule.field());
        var two = (List<?>) other.getField(rule.field());
        if (!differences.keeps()) {
            if (!same(rule, one, two, path, differences)) {
                differences.found();
            }
        } else if (rule.unordered()) {
            unordered(rule, one, two, path, differences);
        } else if (one.size() != two.size()) {
            ofDifferentLength(rule, one, two, path, differences);
        } else if (!same(rule, one, two, path, differences)) {
            inOrder(rule, one, two, path, differences);
        }
    }

    /**
     * Looks at each element once, whatever it holds: who only asks whether two lists are the same must not be led twice
     * through what is below them, because that would double at each of a hundred levels.
     */
    private boolean same(FieldRule rule, List<?> served, List<?> other, Path path, Differences differences) {
        if (served.size() != other.size()) {
            return false;
        }
        if (rule.unordered()) {
            Matching.Left left = new Matching(messages, normalForm, rule, path, differences).match(served, other);
            if (left.tolerated()) {
                differences.tolerate();
            }
            return left.isEmpty();
        }
        Differences found = differences.question();
        for (int i = 0; i < served.size() && found.none(); i++) {
            messages.compareValues(rule, served.get(i), other.get(i), path, found);
        }
        if (found.none()) {
            differences.addAll(found);
        }
        return found.none();
    }

    private void inOrder(FieldRule rule, List<?> served, List<?> other, Path path, Differences differences) {
        Differences found = differences.apart();
        for (int i = 0; i < served.size(); i++) {
            messages.compareValues(rule, served.get(i), other.get(i), path.at(i), found);
        }
        var matching = new Matching(messages, normalForm, rule, path, differences);
        if (served.size() > 1
                && !found.basisMoved()
                && matching.match(served, other).isEmpty()) {
            differences.add(
                    path,
                    "order",
                    () -> text.of(rule, served, path.sensitive()),
                    () -> text.of(rule, other, path.sensitive()));
        } else {
            differences.addAll(found);
        }
    }

    /** Leaves out what both begin and end with, so that one element more is one difference. */
    private void ofDifferentLength(FieldRule rule, List<?> served, List<?> other, Path path, Differences differences) {
        addLength(served, other, path, differences);
        int shorter = Math.min(served.size(), other.size());
        int head = 0;
        while (head < shorter && messages.same(rule, served.get(head), other.get(head), path, differences)) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && messages.same(
                        rule,
                        served.get(served.size() - 1 - tail),
                        other.get(other.size() - 1 - tail),
                        path,
                        differences)) {
            tail++;
        }
        for (int i = head; i < shorter - tail; i++) {
            messages.compareValues(rule, served.get(i), other.get(i), path.at(i), differences);
        }
        for (int i = shorter - tail; i < served.size() - tail; i++) {
            addMissing(rule, served.get(i), path.at(i), differences);
        }
        for (int i = shorter - tail; i < other.size() - tail; i++) {
            addExtra(rule, other.get(i), path.at(i), differences);
        }
    }

    /** What has no partner is compared pairwise, because one wrong field is more usual than another element. */
    private void unordered(FieldRule rule, List<?> served, List<?> other, Path path, Differences differences) {
        if (served.size() != other.size()) {
            addLength(served, other, path, differences);
        }
        Matching.Left left = new Matching(messages, normalForm, rule, path, differences).match(served, other);
        if (left.tolerated()) {
            differences.tolerate();
        }
        List<Integer> one = left.served();
        List<Integer> two = left.other();
        int pairs = Math.min(one.size(), two.size());
        for (int i = 0; i < pairs; i++) {
            messages.compareValues(
                    rule, served.get(one.get(i)), other.get(two.get(i)), path.at(one.get(i)), differences);
        }
        one.subList(pairs, one.size()).forEach(i -> addMissing(rule, served.get(i), path.at(i), differences));
        two.subList(pairs, two.size()).forEach(i -> addExtra(rule, other.get(i), path.at(i), differences));
    }

    private void addLength(List<?> served, List<?> other, Path path, Differences differences) {
        differences.add(path, "length", () -> Integer.toString(served.size()), () -> Integer.toString(other.size()));
    }

    private void addMissing(FieldRule rule, Object element, Path path, Differences differences) {
        differences.add(path, "missing", () -> text.of(rule, element, path.sensitive()), () -> "");
    }

    private void addExtra(FieldRule rule, Object element, Path path, Differences differences) {
        differences.add(path, "extra", () -> "", () -> text.of(rule, element, path.sensitive()));
    }
}
