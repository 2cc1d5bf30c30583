package turnout.router.compare;

import com.google.protobuf.Message;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** Compares map fields by key. On the wire a map is a list of entries; of two with one key the last counts. */
final class MapWalk {

    private final MessageWalk messages;
    private final Text text;

    MapWalk(MessageWalk messages, Text text) {
        this.messages = messages;
        this.text = text;
    }

    void compare(FieldRule rule, Message served, Message other, Path path, Differences differences) {
        MessageRules entry = Objects.requireNonNull(rule.message());
        Map<Object, Message> one = entries(rule, entry, served);
        Map<Object, Message> two = entries(rule, entry, other);
        one.forEach((key, message) -> {
            Path here = at(path, entry, key);
            Message match = two.get(key);
            if (match == null) {
                differences.add(here, "missing", () -> value(entry, message, here), () -> "");
            } else {
                compareEntries(entry, message, match, here, differences);
            }
        });
        two.forEach((key, message) -> {
            if (!one.containsKey(key)) {
                Path here = at(path, entry, key);
                differences.add(here, "extra", () -> "", () -> value(entry, message, here));
            }
        });
    }

    static Map<Object, Message> entries(FieldRule rule, MessageRules entry, Message message) {
        Map<Object, Message> entries = new LinkedHashMap<>();
        int count = message.getRepeatedFieldCount(rule.field());
        for (int i = 0; i < count; i++) {
            var found = (Message) message.getRepeatedField(rule.field(), i);
            entries.put(found.getField(entry.key().field()), found);
        }
        return entries;
    }

    /** An entry without its value has the default one. */
    private void compareEntries(MessageRules entry, Message served, Message other, Path path, Differences differences) {
        Object one = served.getField(entry.value().field());
        Object two = other.getField(entry.value().field());
        messages.compareValues(entry.value(), one, two, path, differences);
        messages.compareUnknown(served.getUnknownFields(), other.getUnknownFields(), path, differences);
    }

    private Path at(Path path, MessageRules entry, Object key) {
        return path.at(text.of(entry.key(), key, path.sensitive()));
    }

    private String value(MessageRules entry, Message message, Path path) {
        return text.of(entry.value(), message.getField(entry.value().field()), path.sensitive());
    }
}
