package turnout.router.compare;

import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds partners for the elements of two lists, whatever their order. Elements are grouped by their {@link NormalForm};
 * inside a group only tolerances can keep two apart, and partners are found there by augmenting paths (Kuhn 1955), or
 * by order where that is enough: for integers, and in groups above {@value #LARGEST_SEARCH}.
 */
final class Matching {

    /** 64 elements that differ in tolerated fields alone are no list of anything; searching is quadratic. */
    private static final int LARGEST_SEARCH = 64;

    private final MessageWalk messages;
    private final NormalForm normalForm;
    private final FieldRule rule;
    private final Path path;
    private final Differences differences;
    private boolean tolerated;

    /** Places of the elements that have no partner, of which those of one type stand at the same places as far as possible. */
    record Left(List<Integer> served, List<Integer> other, boolean tolerated) {

        boolean isEmpty() {
            return served.isEmpty() && other.isEmpty();
        }
    }

    private record Group(List<Integer> served, List<Integer> other) {}

    Matching(MessageWalk messages, NormalForm normalForm, FieldRule rule, Path path, Differences differences) {
        this.messages = messages;
        this.normalForm = normalForm;
        this.rule = rule;
        this.path = path;
        this.differences = differences;
    }

    Left match(List<?> served, List<?> other) {
        Map<Object, Group> groups = new LinkedHashMap<>();
        for (int i = 0; i < served.size(); i++) {
            group(groups, served.get(i)).served().add(i);
        }
        for (int i = 0; i < other.size(); i++) {
            group(groups, other.get(i)).other().add(i);
        }
        List<Integer> leftServed = new ArrayList<>();
        List<Integer> leftOther = new ArrayList<>();
        for (Group group : groups.values()) {
            int[] partners = partners(group, served, other);
            boolean[] taken = new boolean[group.other().size()];
            for (int i = 0; i < partners.length; i++) {
                if (partners[i] < 0) {
                    leftServed.add(group.served().get(i));
                } else {
                    taken[partners[i]] = true;
                }
            }
            for (int i = 0; i < taken.length; i++) {
                if (!taken[i]) {
                    leftOther.add(group.other().get(i));
                }
            }
        }
        inPlace(leftServed, served);
        inPlace(leftOther, other);
        return new Left(leftServed, leftOther, tolerated);
    }

    private Group group(Map<Object, Group> groups, Object element) {
        return groups.computeIfAbsent(
                normalForm.of(rule, element, path.depth()), form -> new Group(new ArrayList<>(), new ArrayList<>()));
    }

    /** In the lists' order, but the contents of Anys by type, so that like is compared with like. */
    private void inPlace(List<Integer> places, List<?> elements) {
        places.sort(null);
        MessageRules message = rule.message();
        if (message != null && message.any()) {
            places.sort(java.util.Comparator.comparing((Integer place) -> url(message, (Message) elements.get(place))));
        }
    }

    private static String url(MessageRules any, Message message) {
        return (String) message.getField(any.fields().getFirst().field());
    }

    /** For each served element of a group the place of its partner among the others, or -1. */
    private int[] partners(Group group, List<?> served, List<?> other) {
        int[] partners = new int[group.served().size()];
        Arrays.fill(partners, -1);
        if (rule.message() == null || Math.max(partners.length, group.other().size()) > LARGEST_SEARCH) {
            inOrder(group, served, other, partners);
            return partners;
        }
        int[] owners = new int[group.other().size()];
        Arrays.fill(owners, -1);
        for (int i = 0; i < partners.length; i++) {
            augment(i, group, served, other, owners, new boolean[owners.length]);
        }
        for (int j = 0; j < owners.length; j++) {
            if (owners[j] >= 0) {
                partners[owners[j]] = j;
            }
        }
        return partners;
    }

    /** Of integers, whose order is by size, the most that can be: the lower one of two that are apart has no partner. */
    private void inOrder(Group group, List<?> served, List<?> other, int[] partners) {
        boolean integers = rule.message() == null && rule.tolerance() != 0;
        if (integers) {
            group.served().sort((i, j) -> Scalars.compare(rule.field(), served.get(i), served.get(j)));
            group.other().sort((i, j) -> Scalars.compare(rule.field(), other.get(i), other.get(j)));
        }
        int i = 0;
        int j = 0;
        while (i < partners.length && j < group.other().size()) {
            if (same(group, i, j, served, other)) {
                partners[i++] = j++;
            } else if (integers) {
                Object one = served.get(group.served().get(i));
                Object two = other.get(group.other().get(j));
                if (Scalars.compare(rule.field(), one, two) < 0) {
                    i++;
                } else {
                    j++;
                }
            } else {
                i++;
                j++;
            }
        }
    }

    private boolean augment(int i, Group group, List<?> served, List<?> other, int[] owners, boolean[] seen) {
        for (int step = 0; step < owners.length; step++) {
            // Beginning at its own place: replies are mostly in the same order.
            int j = (i + step) % owners.length;
            if (!seen[j] && same(group, i, j, served, other)) {
                seen[j] = true;
                if (owners[j] < 0 || augment(owners[j], group, served, other, owners, seen)) {
                    owners[j] = i;
                    return true;
                }
            }
        }
        return false;
    }

    private boolean same(Group group, int i, int j, List<?> served, List<?> other) {
        Differences found = differences.question();
        Object one = served.get(group.served().get(i));
        Object two = other.get(group.other().get(j));
        messages.compareValues(rule, one, two, path, found);
        tolerated |= found.none() && found.tolerated();
        return found.none();
    }
}
