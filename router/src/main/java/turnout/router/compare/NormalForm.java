package turnout.router.compare;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Turns values into objects whose {@code equals} is sameness by the rules, so that multisets are compared by hashing.
 * Integers with a tolerance are left out, because being near is not transitive: who groups by this must still compare.
 */
final class NormalForm {

    private final Unpacking unpacking;

    NormalForm(Unpacking unpacking) {
        this.unpacking = unpacking;
    }

    /** @param depth of the value, in steps from the root */
    Object of(FieldRule rule, Object value, int depth) {
        if (rule.message() != null) {
            return of(rule.message(), (Message) value, depth);
        }
        if (rule.tolerance() != 0) {
            return "";
        }
        return value instanceof EnumValueDescriptor number ? number.getNumber() : value;
    }

    private Object of(MessageRules rules, Message message, int depth) {
        List<Object> parts = new ArrayList<>();
        parts.add(message.getUnknownFields());
        if (rules.any()) {
            parts.add(message.getField(rules.fields().get(0).field()));
            Object bytes = message.getField(rules.fields().get(1).field());
            parts.add(
                    unpacking.of(message, depth) instanceof Unpacking.Known known
                            ? of(known.rules(), known.message(), depth + 1)
                            : (ByteString) bytes);
            return parts;
        }
        for (FieldRule rule : rules.fields()) {
            if (!rule.ignored()) {
                parts.add(ofField(rule, message, depth + 1));
            }
        }
        return parts;
    }

    private Object ofField(FieldRule rule, Message message, int depth) {
        if (rule.field().isMapField()) {
            MessageRules entry = Objects.requireNonNull(rule.message());
            Map<Object, Object> values = new HashMap<>();
            MapWalk.entries(rule, entry, message)
                    .forEach((key, found) -> values.put(
                            key,
                            List.of(
                                    of(
                                            entry.value(),
                                            found.getField(entry.value().field()),
                                            depth),
                                    found.getUnknownFields())));
            return values;
        }
        if (rule.field().isRepeated()) {
            return ofList(rule, (List<?>) message.getField(rule.field()), depth);
        }
        if (rule.field().hasPresence() && !message.hasField(rule.field())) {
            return List.of();
        }
        return List.of(of(rule, message.getField(rule.field()), depth));
    }

    private Object ofList(FieldRule rule, List<?> elements, int depth) {
        if (!rule.unordered()) {
            return elements.stream().map(element -> of(rule, element, depth)).toList();
        }
        Map<Object, Integer> counts = new HashMap<>();
        elements.forEach(element -> counts.merge(of(rule, element, depth), 1, Integer::sum));
        return counts;
    }
}
