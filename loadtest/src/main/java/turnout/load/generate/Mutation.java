package turnout.load.generate;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Changes one place of a message, by its descriptor: a value, an element, a field that goes or comes. */
final class Mutation {

    private Mutation() {}

    static Message of(Message message, RandomGenerator random) {
        Message.Builder changed = message.toBuilder();
        List<FieldDescriptor> present = new ArrayList<>(message.getAllFields().keySet());
        if (present.isEmpty() || random.nextInt(12) == 0) {
            appear(changed, random);
            return changed.build();
        }
        FieldDescriptor field = present.get(random.nextInt(present.size()));
        if (random.nextInt(10) == 0) {
            changed.clearField(field);
        } else if (field.isRepeated()) {
            repeated(changed, field, random);
        } else {
            changed.setField(field, value(field, message.getField(field), random));
        }
        return changed.build();
    }

    /** A field that the contract knows and the message has not, or another value of one that it has. */
    private static void appear(Message.Builder message, RandomGenerator random) {
        List<FieldDescriptor> fields = message.getDescriptorForType().getFields();
        if (fields.isEmpty()) {
            return;
        }
        FieldDescriptor field = fields.get(random.nextInt(fields.size()));
        Object value = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? message.newBuilderForField(field).build()
                : Values.any(field, random);
        if (field.isRepeated()) {
            message.addRepeatedField(field, value);
        } else {
            message.setField(field, value);
        }
    }

    private static void repeated(Message.Builder message, FieldDescriptor field, RandomGenerator random) {
        List<Object> elements = new ArrayList<>((List<?>) message.getField(field));
        int at = random.nextInt(elements.size());
        switch (random.nextInt(8)) {
            case 0 -> elements.remove(at);
            case 1 -> elements.add(at, elements.get(at));
            case 2 -> elements.add(elements.remove(at));
            default -> elements.set(at, value(field, elements.get(at), random));
        }
        message.setField(field, elements);
    }

    private static Object value(FieldDescriptor field, Object value, RandomGenerator random) {
        return switch (value) {
            case Message message -> of(message, random);
            case ByteString bytes -> Values.changed(bytes, random);
            case String text -> Values.changed(text, random);
            case Boolean flag -> !flag;
            default -> Values.any(field, random);
        };
    }
}
