package turnout.devnode.rpc;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON value as Core holds it: a number keeps its text, an object the order of its fields. Immutable but for building. */
public sealed interface Json {
    Json NULL = new Null();
    Json TRUE = new Bool(true);
    Json FALSE = new Bool(false);

    /** The word for the type in Core's error texts. */
    String typeName();

    record Null() implements Json {
        @Override
        public String typeName() {
            return "null";
        }
    }

    record Bool(boolean value) implements Json {
        @Override
        public String typeName() {
            return "bool";
        }
    }

    record Num(String text) implements Json {
        @Override
        public String typeName() {
            return "number";
        }
    }

    record Text(String value) implements Json {
        @Override
        public String typeName() {
            return "string";
        }
    }

    record Arr(List<Json> items) implements Json {
        @Override
        public String typeName() {
            return "array";
        }
    }

    record Obj(Map<String, Json> fields) implements Json {
        /** Returns itself with the field appended. */
        public Obj with(String name, Json value) {
            fields.put(name, value);
            return this;
        }

        public Obj with(String name, String value) {
            return with(name, new Text(value));
        }

        public Obj with(String name, long value) {
            return with(name, number(value));
        }

        public Obj with(String name, boolean value) {
            return with(name, bool(value));
        }

        /** The field, NULL where there is none. */
        public Json get(String name) {
            return fields.getOrDefault(name, NULL);
        }

        @Override
        public String typeName() {
            return "object";
        }
    }

    /** A new, empty object, to be built by {@link Obj#with}. */
    static Obj object() {
        return new Obj(new LinkedHashMap<>());
    }

    static Json bool(boolean value) {
        return value ? TRUE : FALSE;
    }

    static Json text(String value) {
        return new Text(value);
    }

    static Json number(long value) {
        return new Num(Long.toString(value));
    }

    static Json array(List<Json> items) {
        return new Arr(items);
    }

    static Json texts(List<String> values) {
        return new Arr(values.stream().map(Json::text).toList());
    }
}
