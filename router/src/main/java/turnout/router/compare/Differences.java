package turnout.router.compare;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What one comparison has found so far. Keeps at most {@link Comparison#MOST_DIFFERENCES}, and of each field one before
 * a second of any, so that a field that differs everywhere hides no other. One comparison's thread owns it.
 */
final class Differences {

    private final boolean keeps;
    private final Effort effort;
    private final List<FieldDifference> kept = new ArrayList<>();
    private final Map<String, Integer> fields = new HashMap<>();
    private boolean found;
    private boolean tolerated;
    private boolean basis;

    private Differences(boolean keeps, Effort effort) {
        this.keeps = keeps;
        this.effort = effort;
    }

    static Differences keeping() {
        return new Differences(true, new Effort());
    }

    /** Of a part of the same replies, to be taken over or not. */
    Differences apart() {
        return new Differences(true, effort);
    }

    /** Of a question about a part of the same replies, whose answer is yes or no. */
    Differences question() {
        return new Differences(false, effort);
    }

    Effort effort() {
        return effort;
    }

    /** Whether it wants to know what differs, not only that something does. */
    boolean keeps() {
        return keeps;
    }

    /** Of one that does not keep. */
    void found() {
        found = true;
    }

    void add(Path path, String kind, Supplier<String> served, Supplier<String> other) {
        found = true;
        if (keeps) {
            keep(path, kind, served, other);
        }
    }

    /** Takes over what another comparison of the same replies found. */
    void addAll(Differences more) {
        found |= more.found;
        tolerated |= more.tolerated;
        basis |= more.basis;
        more.kept.forEach(difference -> keep(difference, Comparison.field(difference)));
    }

    void tolerate() {
        tolerated = true;
    }

    void moveBasis() {
        basis = true;
    }

    /** Whether nothing differs, the basis included. */
    boolean none() {
        return !found && !basis;
    }

    boolean tolerated() {
        return tolerated;
    }

    /** Whether the replies were computed at different states. */
    boolean basisMoved() {
        return basis;
    }

    List<FieldDifference> kept() {
        return kept;
    }

    private void keep(Path path, String kind, Supplier<String> served, Supplier<String> other) {
        String text = path.text();
        String field = Comparison.field(text);
        if (kept.size() < Comparison.MOST_DIFFERENCES || !fields.containsKey(field)) {
            keep(new FieldDifference(text, path.pattern(), kind, served.get(), other.get()), field);
        }
    }

    private void keep(FieldDifference difference, String field) {
        if (kept.size() == Comparison.MOST_DIFFERENCES && (fields.containsKey(field) || !forgetOneOfMany())) {
            return;
        }
        kept.add(difference);
        fields.merge(field, 1, Integer::sum);
    }

    private boolean forgetOneOfMany() {
        for (int i = kept.size() - 1; i >= 0; i--) {
            String field = Comparison.field(kept.get(i));
            if (fields.getOrDefault(field, 0) > 1) {
                fields.merge(field, -1, Integer::sum);
                kept.remove(i);
                return true;
            }
        }
        return false;
    }
}
