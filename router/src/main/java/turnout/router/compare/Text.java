package turnout.router.compare;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Writes values for people, at most 256 characters of each. What is sensitive, or could be because the contract does not
 * describe it, is written as a digest.
 */
final class Text {

    private static final int MOST_CHARACTERS = 256;

    private final Digests digests;

    Text(Digests digests) {
        this.digests = digests;
    }

    /** Of a value as protobuf's reflection gives it: a scalar, an enum's value, a message or a list of these. */
    String of(FieldRule rule, Object value, boolean sensitive) {
        StringBuilder out = new StringBuilder();
        write(out, rule, value, sensitive);
        return cut(out);
    }

    String of(UnknownFieldSet.Field field) {
        return digest(UnknownFieldSet.newBuilder().addField(1, field).build().toByteString());
    }

    /** Of bytes that nothing describes. */
    String undescribed(ByteString bytes) {
        return bytes.size() + " bytes, " + digest(bytes);
    }

    /** Of a map's key. */
    String key(FieldRule rule, Object key, boolean sensitive) {
        return of(rule, key, sensitive);
    }

    private void write(StringBuilder out, FieldRule rule, Object value, boolean sensitive) {
        if (out.length() > MOST_CHARACTERS) {
            return;
        }
        if (value instanceof List<?> list) {
            out.append('[');
            String separator = "";
            for (Object element : list) {
                out.append(separator);
                write(out, rule, element, sensitive);
                separator = ", ";
                if (out.length() > MOST_CHARACTERS) {
                    return;
                }
            }
            out.append(']');
        } else if (sensitive) {
            out.append(digest(bytes(value)));
        } else {
            writeOne(out, rule, value);
        }
    }

    private void writeOne(StringBuilder out, FieldRule rule, Object value) {
        switch (value) {
            case Message message -> write(out, Objects.requireNonNull(rule.message()), message);
            case EnumValueDescriptor number ->
                out.append(number.getIndex() < 0 ? Integer.toString(number.getNumber()) : number.getName());
            case ByteString bytes -> {
                int most = Math.min(bytes.size(), MOST_CHARACTERS);
                out.append("0x")
                        .append(HexFormat.of()
                                .formatHex(bytes.substring(0, most).toByteArray()));
            }
            case String string -> quote(out, string);
            case Integer number when Scalars.unsigned(rule.field()) -> out.append(Integer.toUnsignedString(number));
            case Long number when Scalars.unsigned(rule.field()) -> out.append(Long.toUnsignedString(number));
            default -> out.append(value);
        }
    }

    private void write(StringBuilder out, MessageRules rules, Message message) {
        out.append('{');
        String separator = "";
        for (FieldRule field : rules.fields()) {
            boolean present = field.field().isRepeated()
                    ? message.getRepeatedFieldCount(field.field()) > 0
                    : message.hasField(field.field());
            if (present && out.length() <= MOST_CHARACTERS) {
                out.append(separator).append(field.name()).append(": ");
                // An Any may hold anything.
                Object value = message.getField(field.field());
                write(out, field, value, field.sensitive() || (rules.any() && value instanceof ByteString));
                separator = ", ";
            }
        }
        if (!message.getUnknownFields().asMap().isEmpty()) {
            out.append(separator)
                    .append("unknown: ")
                    .append(digest(message.getUnknownFields().toByteString()));
        }
        out.append('}');
    }

    /** Control characters escaped: what a service answered must not write lines into a terminal or a log. */
    private static void quote(StringBuilder out, String string) {
        out.append('"');
        for (int i = 0; i < Math.min(string.length(), MOST_CHARACTERS); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (Character.isISOControl(c) || Character.getType(c) == Character.FORMAT) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }

    private static ByteString bytes(Object value) {
        return switch (value) {
            case Message message -> message.toByteString();
            case ByteString bytes -> bytes;
            case EnumValueDescriptor number -> ByteString.copyFromUtf8(Integer.toString(number.getNumber()));
            default -> ByteString.copyFromUtf8(value.toString());
        };
    }

    private String digest(ByteString bytes) {
        return "digest:" + digests.digest(bytes.toByteArray());
    }

    private static String cut(StringBuilder out) {
        if (out.length() <= MOST_CHARACTERS) {
            return out.toString();
        }
        int end = MOST_CHARACTERS - 1;
        if (Character.isHighSurrogate(out.charAt(end - 1))) {
            end--;
        }
        return out.substring(0, end) + "…";
    }
}
