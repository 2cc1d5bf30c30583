package turnout.router.app.config;

import java.util.Map;

/** A value for every key of the table. Immutable. */
final class Values {

    private final Map<Key<?>, Value<?>> byKey;

    Values(Map<Key<?>, Value<?>> byKey) {
        this.byKey = Map.copyOf(byKey);
    }

    <T> T get(Key<T> key) {
        return of(key).parsed();
    }

    /** A {@link Kinds#MESSAGE_SIZE}, which fits an int. */
    int bytes(Key<Long> key) {
        return Math.toIntExact(get(key));
    }

    @SuppressWarnings("unchecked") // the reader puts a Value<T> under each Key<T>
    <T> Value<T> of(Key<T> key) {
        Value<?> value = byKey.get(key);
        if (value == null) {
            throw new IllegalStateException("no value for " + key.path());
        }
        return (Value<T>) value;
    }
}
