package turnout.load.generate;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Requests that are made to hurt: bodies that are none, counts that lie, long and deep values. */
final class Hostility {

    private static final ByteString HUGE_COUNT = ByteString.copyFrom(new byte[] {
        (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f
    });

    private static final String[] REPEATED = {"1", "z", "(", "{", "m/", "/0", "0'", " ", "a,", "\u3000", "é", "[", "tr("
    };

    private Hostility() {}

    /** A body; half of the time it is still a message. */
    static ByteString of(Message message, RandomGenerator random) {
        return switch (random.nextInt(8)) {
            case 0 -> truncated(message.toByteString(), random);
            case 1 -> Values.changed(message.toByteString(), random);
            case 2 -> message.toByteString().concat(unknownField(random));
            case 3 -> invalidText(message, random);
            case 4 -> twice(message);
            case 5 -> exaggerated(message, random);
            default -> lie(message, random);
        };
    }

    private static ByteString truncated(ByteString body, RandomGenerator random) {
        return body.isEmpty() ? body : body.substring(0, random.nextInt(body.size()));
    }

    private static ByteString unknownField(RandomGenerator random) {
        int tag = (1_000 + random.nextInt(1_000)) << 3 | 2;
        byte[] head = new byte[CodedOutputStream.computeUInt32SizeNoTag(tag) + 1];
        CodedOutputStream out = CodedOutputStream.newInstance(head);
        try {
            out.writeUInt32NoTag(tag);
            out.writeUInt32NoTag(3);
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
        return ByteString.copyFrom(head).concat(Values.bytes(random, 3));
    }

    /** A text field with bytes that are no UTF-8. */
    private static ByteString invalidText(Message message, RandomGenerator random) {
        List<FieldDescriptor> texts = message.getDescriptorForType().getFields().stream()
                .filter(field -> field.getJavaType() == FieldDescriptor.JavaType.STRING)
                .toList();
        if (texts.isEmpty()) {
            return lie(message, random);
        }
        int number = texts.get(random.nextInt(texts.size())).getNumber();
        byte[] field = {(byte) (number << 3 | 2), 2, (byte) 0xc3, (byte) 0x28};
        return number > 15 ? lie(message, random) : message.toByteString().concat(ByteString.copyFrom(field));
    }

    /** Protobuf merges it: the last of each singular field, all elements twice. */
    private static ByteString twice(Message message) {
        return message.toByteString().concat(message.toByteString());
    }

    /** A list of a thousand elements, or a text or bytes of some kilobytes. */
    private static ByteString exaggerated(Message message, RandomGenerator random) {
        List<FieldDescriptor> fields =
                new ArrayList<>(message.getDescriptorForType().getFields());
        FieldDescriptor field = fields.isEmpty() ? null : fields.get(random.nextInt(fields.size()));
        Message.Builder changed = message.toBuilder();
        if (field == null) {
            return message.toByteString();
        } else if (field.isRepeated()) {
            List<?> elements = (List<?>) message.getField(field);
            Object element = elements.isEmpty() ? null : elements.getFirst();
            for (int i = 0; element != null && i < 1_000; i++) {
                changed.addRepeatedField(field, element);
            }
        } else if (field.getJavaType() == FieldDescriptor.JavaType.STRING) {
            changed.setField(field, REPEATED[random.nextInt(REPEATED.length)].repeat(1 + random.nextInt(3_000)));
        } else if (field.getJavaType() == FieldDescriptor.JavaType.BYTE_STRING) {
            byte[] bytes = new byte[1 + random.nextInt(20_000)];
            java.util.Arrays.fill(bytes, (byte) random.nextInt(256));
            changed.setField(field, ByteString.copyFrom(bytes));
        }
        return changed.build().toByteString();
    }

    /** A bytes field in which a count promises more than there is. */
    private static ByteString lie(Message message, RandomGenerator random) {
        Message.Builder changed = message.toBuilder();
        for (FieldDescriptor field : message.getAllFields().keySet()) {
            if (field.getJavaType() == FieldDescriptor.JavaType.BYTE_STRING && !field.isRepeated()) {
                ByteString bytes = (ByteString) message.getField(field);
                int at = random.nextInt(Math.min(bytes.size(), 200) + 1);
                ByteString rest = bytes.substring(Math.min(bytes.size(), at + random.nextInt(2)));
                changed.setField(
                        field,
                        bytes.substring(0, at)
                                .concat(HUGE_COUNT.substring(0, random.nextBoolean() ? 9 : 5))
                                .concat(rest));
                return changed.build().toByteString();
            }
        }
        Message once = Mutation.of(message, random);
        return Mutation.of(once, random).toByteString();
    }
}
