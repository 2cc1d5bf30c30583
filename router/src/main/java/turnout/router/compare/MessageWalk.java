package turnout.router.compare;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.Objects;
import java.util.TreeSet;

/**
 * Walks two parsed messages of one type side by side. Both were parsed under protobuf's limit of 100 levels, and an Any
 * is looked into under the same limit counted from the root, so that the recursion has an end.
 */
final class MessageWalk {

    private static final UnknownFieldSet.Field ABSENT =
            UnknownFieldSet.Field.newBuilder().build();

    private final Text text;
    private final Unpacking unpacking;
    private final ListWalk lists;
    private final MapWalk maps;

    MessageWalk(RuleBook rules, Text text) {
        this.text = text;
        this.unpacking = new Unpacking(rules);
        this.lists = new ListWalk(this, text, new NormalForm(unpacking));
        this.maps = new MapWalk(this, text);
    }

    void compare(MessageRules rules, Message served, Message other, Path path, Differences differences) {
        differences.effort().spend();
        if (rules.any()) {
            compareAny(rules, served, other, path, differences);
            return;
        }
        for (FieldRule rule : rules.fields()) {
            if (!rule.ignored()) {
                compare(rule, served, other, path, differences);
            }
        }
        compareUnknown(served.getUnknownFields(), other.getUnknownFields(), path, differences);
    }

    /** Whether two values of one field, or of one list's elements, are the same by the rules. */
    boolean same(FieldRule rule, Object served, Object other, Path path, Differences differences) {
        Differences found = differences.question();
        compareValues(rule, served, other, path, found);
        return found.none();
    }

    void compareValues(FieldRule rule, Object served, Object other, Path path, Differences differences) {
        if (rule.message() != null) {
            compare(rule.message(), (Message) served, (Message) other, path, differences);
        } else if (!Scalars.equal(served, other)) {
            if (rule.tolerance() != 0 && Scalars.near(rule, served, other)) {
                differences.tolerate();
            } else {
                differences.add(
                        path,
                        rule.kind(),
                        () -> text.of(rule, served, path.sensitive()),
                        () -> text.of(rule, other, path.sensitive()));
            }
        }
    }

    private void compare(FieldRule rule, Message served, Message other, Path path, Differences differences) {
        if (rule.basis()) {
            Differences found = differences.question();
            compareField(rule, served, other, path, found);
            if (!found.none()) {
                differences.moveBasis();
            }
        } else {
            compareField(rule, served, other, path, differences);
        }
    }

    private void compareField(FieldRule rule, Message served, Message other, Path path, Differences differences) {
        FieldDescriptor field = rule.field();
        if (field.isRepeated()) {
            int size = served.getRepeatedFieldCount(field);
            if (size == 0 && other.getRepeatedFieldCount(field) == 0) {
                return;
            }
            if (field.isMapField()) {
                maps.compare(rule, served, other, path.to(rule), differences);
            } else {
                lists.compare(rule, served, other, path.to(rule), differences);
            }
        } else if (field.hasPresence()) {
            boolean present = served.hasField(field);
            if (present != other.hasField(field)) {
                Path here = path.to(rule);
                differences.add(here, "presence", () -> shown(rule, served, here), () -> shown(rule, other, here));
            } else if (present) {
                compareValues(rule, served.getField(field), other.getField(field), path.to(rule), differences);
            }
        } else {
            Object one = served.getField(field);
            Object two = other.getField(field);
            if (!Scalars.equal(one, two)) {
                compareValues(rule, one, two, path.to(rule), differences);
            }
        }
    }

    private String shown(FieldRule rule, Message message, Path path) {
        return message.hasField(rule.field()) ? text.of(rule, message.getField(rule.field()), path.sensitive()) : "";
    }

    private void compareAny(MessageRules rules, Message served, Message other, Path path, Differences differences) {
        FieldRule type = rules.fields().get(0);
        FieldRule value = rules.fields().get(1);
        compare(type, served, other, path, differences);
        compareUnknown(served.getUnknownFields(), other.getUnknownFields(), path, differences);
        ByteString one = (ByteString) served.getField(value.field());
        ByteString two = (ByteString) other.getField(value.field());
        if (one.equals(two)) {
            return;
        }
        Unpacking.Content servedContent = unpacking.of(served, path.depth());
        Unpacking.Content otherContent = unpacking.of(other, path.depth());
        if (servedContent instanceof Unpacking.Known known
                && otherContent instanceof Unpacking.Known alsoKnown
                && known.rules() == alsoKnown.rules()) {
            Path inside = path.to("(" + known.rules().type().getFullName() + ")");
            compare(known.rules(), known.message(), alsoKnown.message(), inside, differences);
            return;
        }
        boolean malformed = servedContent instanceof Unpacking.Malformed || otherContent instanceof Unpacking.Malformed;
        differences.add(
                path.to(value),
                malformed ? "malformed" : value.kind(),
                () -> text.undescribed(one),
                () -> text.undescribed(two));
    }

    void compareUnknown(UnknownFieldSet served, UnknownFieldSet other, Path path, Differences differences) {
        if (served.equals(other)) {
            return;
        }
        var numbers = new TreeSet<>(served.asMap().keySet());
        numbers.addAll(other.asMap().keySet());
        for (int number : numbers) {
            UnknownFieldSet.Field one = Objects.requireNonNull(served.asMap().getOrDefault(number, ABSENT));
            UnknownFieldSet.Field two = Objects.requireNonNull(other.asMap().getOrDefault(number, ABSENT));
            if (!one.equals(two)) {
                differences.add(
                        path.to(Integer.toString(number)),
                        "unknown-field",
                        () -> one == ABSENT ? "" : text.of(one),
                        () -> two == ABSENT ? "" : text.of(two));
            }
        }
    }
}
