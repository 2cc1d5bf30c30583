package turnout.devnode.rpc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;
import turnout.nativeimpl.codec.Slice;

/** Reads and writes JSON. Jackson's tree model is not used: it would not keep the text of numbers, and starts slowly. */
public final class JsonText {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** Empty where the bytes are not exactly one JSON value. */
    public static Optional<Json> read(Slice text) {
        try (JsonParser parser =
                FACTORY.createParser(ObjectReadContext.empty(), text.array(), text.offset(), text.length())) {
            if (parser.nextToken() == null) {
                return Optional.empty();
            }
            Json value = value(parser);
            return parser.nextToken() == null ? Optional.of(value) : Optional.empty();
        } catch (JacksonException malformed) {
            return Optional.empty();
        }
    }

    private static Json value(JsonParser parser) {
        JsonToken token = parser.currentToken();
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> Json.text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Json.Num(parser.getString());
            case VALUE_TRUE -> Json.TRUE;
            case VALUE_FALSE -> Json.FALSE;
            case VALUE_NULL -> Json.NULL;
            case NOT_AVAILABLE, END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT ->
                throw new IllegalStateException("no value begins with " + token);
        };
    }

    private static Json object(JsonParser parser) {
        Map<String, Json> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            // Core finds the first of two fields with one name.
            fields.putIfAbsent(name, value(parser));
        }
        return new Json.Obj(fields);
    }

    private static Json array(JsonParser parser) {
        List<Json> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return new Json.Arr(items);
    }

    /** Compact, as Core's replies are. */
    public static String write(Json value) {
        StringBuilder out = new StringBuilder(256);
        write(value, out);
        return out.toString();
    }

    private static void write(Json value, StringBuilder out) {
        switch (value) {
            case Json.Null ignored -> out.append("null");
            case Json.Bool bool -> out.append(bool.value());
            case Json.Num num -> out.append(num.text());
            case Json.Text text -> quote(text.value(), out);
            case Json.Arr arr -> {
                char before = '[';
                for (Json item : arr.items()) {
                    out.append(before);
                    write(item, out);
                    before = ',';
                }
                out.append(arr.items().isEmpty() ? "[]" : "]");
            }
            case Json.Obj obj -> {
                char before = '{';
                for (Map.Entry<String, Json> field : obj.fields().entrySet()) {
                    out.append(before);
                    quote(field.getKey(), out);
                    out.append(':');
                    write(field.getValue(), out);
                    before = ',';
                }
                out.append(obj.fields().isEmpty() ? "{}" : "}");
            }
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append("\\u00")
                                .append(Character.forDigit(c >> 4, 16))
                                .append(Character.forDigit(c & 15, 16));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
