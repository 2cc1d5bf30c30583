package turnout.router.compare;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import turnout.options.v1.FieldRules;
import turnout.options.v1.OptionsProto;

/** Changes exactly one thing in a message, and knows from the rules alone whether that is to be found. */
final class Mutations {

    private static final int UNKNOWN_NUMBER = 9_999;

    private final Random random;
    private final RandomMessages messages;

    enum Expected {
        FOUND,
        SAME,
        BASIS
    }

    /** @param value the whole message, or what stands at the changed place */
    record Mutated(Object value, Expected expected, String what) {

        Message message() {
            return (Message) value;
        }

        private Mutated into(Message message, FieldDescriptor field) {
            return new Mutated(with(message, field, value), expected, what);
        }
    }

    Mutations(Random random, RandomMessages messages) {
        this.random = random;
        this.messages = messages;
    }

    Mutated mutate(Message message) {
        while (true) {
            Mutated mutated = attempt(message, "");
            if (mutated != null && !mutated.message().toByteString().equals(message.toByteString())) {
                return mutated;
            }
        }
    }

    /** @return null when the drawn place cannot be changed in the drawn way */
    private @Nullable Mutated attempt(Message message, String path) {
        Descriptor type = message.getDescriptorForType();
        if (type.getFullName().equals("google.protobuf.Any")) {
            return any(message, path);
        }
        int choice = random.nextInt(type.getFields().size() + 1);
        if (choice == type.getFields().size()) {
            return unknown(message, path);
        }
        FieldDescriptor field = type.getFields().get(choice);
        FieldRules rules = field.getOptions().getExtension(OptionsProto.rules);
        Mutated mutated = field.isMapField()
                ? map(message, field, path)
                : field.isRepeated() ? list(message, field, rules, path) : one(message, field, rules, path);
        if (mutated == null) {
            return null;
        }
        Expected expected = rules.getIgnore()
                ? Expected.SAME
                : rules.getBasis() && mutated.expected() == Expected.FOUND ? Expected.BASIS : mutated.expected();
        return new Mutated(mutated.message(), expected, mutated.what());
    }

    private @Nullable Mutated one(Message message, FieldDescriptor field, FieldRules rules, String path) {
        String here = path + "." + field.getName();
        if (!field.hasPresence()) {
            Object value = message.getField(field);
            return changed(value, field, rules, here).into(message, field);
        }
        if (!message.hasField(field)) {
            Object value = random.nextBoolean() ? defaultOf(field) : messages.value(field, 1);
            return new Mutated(with(message, field, value), Expected.FOUND, here + " set");
        }
        if (random.nextInt(3) == 0) {
            return new Mutated(message.toBuilder().clearField(field).build(), Expected.FOUND, here + " cleared");
        }
        Object value = message.getField(field);
        if (value instanceof Message nested) {
            Mutated inside = attempt(nested, here);
            return inside == null ? null : inside.into(message, field);
        }
        return changed(value, field, rules, here).into(message, field);
    }

    private @Nullable Mutated list(Message message, FieldDescriptor field, FieldRules rules, String path) {
        List<Object> elements = new ArrayList<>((List<?>) message.getField(field));
        String here = path + "." + field.getName() + "[]";
        int place = elements.isEmpty() ? 0 : random.nextInt(elements.size());
        Expected expected = Expected.FOUND;
        String what;
        switch (random.nextInt(4)) {
            case 0 -> {
                elements.add(random.nextInt(elements.size() + 1), messages.value(field, 1));
                what = here + " added";
            }
            case 1 -> {
                if (elements.isEmpty()) {
                    return null;
                }
                elements.remove(place);
                what = here + " removed";
            }
            case 2 -> {
                int target = elements.isEmpty() ? 0 : random.nextInt(elements.size());
                if (elements.isEmpty() || alike(elements.get(place), elements.get(target))) {
                    return null;
                }
                Collections.swap(elements, place, target);
                expected = rules.getUnordered() ? Expected.SAME : Expected.FOUND;
                what = here + " swapped";
            }
            default -> {
                if (elements.isEmpty()) {
                    return null;
                }
                Mutated element = elements.get(place) instanceof Message nested
                        ? attempt(nested, here)
                        : changed(elements.get(place), field, rules, here);
                if (element == null) {
                    return null;
                }
                elements.set(place, element.value());
                expected = element.expected();
                what = element.what();
            }
        }
        return new Mutated(with(message, field, elements), expected, what);
    }

    /** Messages are told apart by what is compared of them, so that swapping two always is a change. */
    private static boolean alike(Object one, Object two) {
        if (one instanceof Message first && two instanceof Message second) {
            FieldDescriptor name = first.getDescriptorForType().getFields().get(0);
            return name.isRepeated() || first.getField(name).equals(second.getField(name));
        }
        return Scalars.equal(one, two);
    }

    private @Nullable Mutated map(Message message, FieldDescriptor field, String path) {
        List<Object> entries = new ArrayList<>((List<?>) message.getField(field));
        FieldDescriptor key = field.getMessageType().findFieldByNumber(1);
        FieldDescriptor value = field.getMessageType().findFieldByNumber(2);
        String here = path + "." + field.getName() + "{}";
        List<Object> keys =
                entries.stream().map(entry -> ((Message) entry).getField(key)).toList();
        int place = entries.isEmpty() ? 0 : random.nextInt(entries.size());
        // Of two entries with one key the last counts.
        boolean counts = entries.isEmpty() || keys.lastIndexOf(keys.get(place)) == place;
        switch (random.nextInt(4)) {
            case 0 -> {
                Message entry = messages.message(field.getMessageType(), 1);
                boolean there = keys.contains(entry.getField(key));
                entries.add(0, entry);
                return new Mutated(
                        with(message, field, entries), there ? Expected.SAME : Expected.FOUND, here + " added first");
            }
            case 1 -> {
                if (entries.isEmpty() || Collections.frequency(keys, keys.get(place)) > 1) {
                    return null;
                }
                entries.remove(place);
                return new Mutated(with(message, field, entries), Expected.FOUND, here + " removed");
            }
            case 2 -> {
                if (entries.size() < 2 || keys.stream().distinct().count() < keys.size()) {
                    return null;
                }
                Collections.reverse(entries);
                return new Mutated(with(message, field, entries), Expected.SAME, here + " reversed");
            }
            default -> {
                if (entries.isEmpty() || !counts) {
                    return null;
                }
                var entry = (Message) entries.get(place);
                FieldRules none = FieldRules.getDefaultInstance();
                Mutated changed = entry.getField(value) instanceof Message nested
                        ? attempt(nested, here)
                        : changed(entry.getField(value), value, none, here);
                if (changed == null) {
                    return null;
                }
                entries.set(place, with(entry, value, changed.value()));
                return new Mutated(with(message, field, entries), changed.expected(), changed.what());
            }
        }
    }

    private @Nullable Mutated any(Message message, String path) {
        FieldDescriptor url = message.getDescriptorForType().findFieldByNumber(1);
        FieldDescriptor value = message.getDescriptorForType().findFieldByNumber(2);
        if (random.nextInt(4) == 0) {
            return new Mutated(with(message, url, message.getField(url) + "x"), Expected.FOUND, path + ".type_url");
        }
        var bytes = (ByteString) message.getField(value);
        if (!message.getField(url).equals("type.googleapis.com/sample.Item")) {
            return new Mutated(
                    with(message, value, bytes.concat(ByteString.copyFromUtf8("x"))), Expected.FOUND, path + ".value");
        }
        try {
            Mutated inside = attempt(DynamicMessage.parseFrom(SampleContract.ITEM, bytes), path + ".(Item)");
            return inside == null
                    ? null
                    : new Mutated(
                            with(message, value, inside.message().toByteString()), inside.expected(), inside.what());
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalStateException(e);
        }
    }

    private Mutated unknown(Message message, String path) {
        UnknownFieldSet more = UnknownFieldSet.newBuilder(message.getUnknownFields())
                .mergeField(
                        UNKNOWN_NUMBER,
                        UnknownFieldSet.Field.newBuilder()
                                .addVarint(random.nextInt(1_000))
                                .build())
                .build();
        return new Mutated(
                message.toBuilder().setUnknownFields(more).build(), Expected.FOUND, path + "." + UNKNOWN_NUMBER);
    }

    private Mutated changed(Object value, FieldDescriptor field, FieldRules rules, String here) {
        long tolerance = rules.getTolerance();
        if (tolerance != 0) {
            boolean inside = random.nextBoolean();
            long step = inside ? 1 + random.nextLong(tolerance) : tolerance + 1 + random.nextLong(3);
            return new Mutated(
                    moved(value, step, Scalars.unsigned(field)),
                    inside ? Expected.SAME : Expected.FOUND,
                    here + " by " + step);
        }
        Object other = value;
        while (Scalars.equal(value, other)) {
            other = messages.value(field, 1);
        }
        String shown = value instanceof EnumValueDescriptor number ? number.getName() : String.valueOf(value);
        return new Mutated(other, Expected.FOUND, here + " was " + shown);
    }

    /** Away from the end of the type's range, where it would come out at the other end. */
    private static Object moved(Object value, long step, boolean unsigned) {
        if (value instanceof Integer number) {
            boolean high = unsigned ? number < 0 : number > 0;
            return (int) (high ? number - step : number + step);
        }
        long number = (Long) value;
        boolean high = unsigned ? number < 0 : number > 0;
        return high ? number - step : number + step;
    }

    private static Object defaultOf(FieldDescriptor field) {
        return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? DynamicMessage.getDefaultInstance(field.getMessageType())
                : field.getDefaultValue();
    }

    private static Message with(Message message, FieldDescriptor field, Object value) {
        return message.toBuilder().setField(field, value).build();
    }
}
