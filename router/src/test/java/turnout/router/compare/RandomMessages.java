package turnout.router.compare;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import java.util.Random;
import turnout.options.v1.OptionsProto;

/** Valid messages of any type, drawn by descriptor. */
final class RandomMessages {

    private static final int MOST_ELEMENTS = 4;

    private final Random random;

    RandomMessages(Random random) {
        this.random = random;
    }

    /** @param depth how many levels of messages it may have */
    DynamicMessage message(Descriptor type, int depth) {
        DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
        if (type.getFullName().equals("google.protobuf.Any")) {
            return any(depth);
        }
        for (FieldDescriptor field : type.getFields()) {
            boolean tooDeep = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && depth == 0;
            if (tooDeep || random.nextInt(4) == 0) {
                continue;
            }
            if (field.isRepeated()) {
                for (int i = random.nextInt(MOST_ELEMENTS + 1); i > 0; i--) {
                    message.addRepeatedField(field, value(field, depth));
                }
            } else {
                message.setField(field, value(field, depth));
            }
        }
        return message.build();
    }

    Object value(FieldDescriptor field, int depth) {
        if (field.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
            return message(field.getMessageType(), Math.max(0, depth - 1));
        }
        // Elements of such lists lie far apart, so that one that moves by more than the tolerance meets no other.
        boolean apart = field.isRepeated() || tolerance(field) == 10;
        return switch (field.getJavaType()) {
            case INT ->
                apart ? random.nextInt() : edge(random.nextInt(), 0, 1, -1, Integer.MAX_VALUE, Integer.MIN_VALUE);
            case LONG ->
                apart ? random.nextLong() : edge(random.nextLong(), 0L, 1L, -1L, Long.MAX_VALUE, Long.MIN_VALUE);
            case FLOAT -> edge(random.nextFloat(), 0f, -0f, Float.NaN, Float.MIN_VALUE, Float.POSITIVE_INFINITY);
            case DOUBLE -> edge(random.nextDouble(), 0d, -0d, Double.NaN, Double.MIN_VALUE, Double.NEGATIVE_INFINITY);
            case BOOLEAN -> random.nextBoolean();
            case STRING -> edge(text(), "", "\u0000", "\ud83d\ude80", "a".repeat(300), "\n\t\"");
            case BYTE_STRING -> ByteString.copyFromUtf8(text());
            case ENUM -> enumValue(field.getEnumType());
            case MESSAGE -> throw new IllegalStateException(field.getFullName());
        };
    }

    static long tolerance(FieldDescriptor field) {
        return field.getOptions().getExtension(OptionsProto.rules).getTolerance();
    }

    private Object enumValue(EnumDescriptor type) {
        int number = random.nextInt(8) == 0
                ? 1_000 + random.nextInt(10)
                : type.getValues().get(random.nextInt(type.getValues().size())).getNumber();
        return type.findValueByNumberCreatingIfUnknown(number);
    }

    private DynamicMessage any(int depth) {
        Message content = message(SampleContract.ITEM, Math.max(0, depth - 1));
        Any any = random.nextInt(4) == 0
                ? Any.newBuilder()
                        .setTypeUrl("type.googleapis.com/elsewhere.Thing")
                        .setValue(content.toByteString())
                        .build()
                : Any.pack(content);
        return DynamicMessage.newBuilder(any).build();
    }

    private String text() {
        return Integer.toString(random.nextInt(), 36);
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private <T> T edge(T usual, T... edges) {
        return random.nextInt(3) == 0 ? edges[random.nextInt(edges.length)] : usual;
    }
}
