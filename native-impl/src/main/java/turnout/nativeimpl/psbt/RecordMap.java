package turnout.nativeimpl.psbt;

import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Slice;

/**
 * The records of one map, each key once. A key is its type and key data. Sorted rather than hashed: keys come from
 * outside, and could be made to share a hash. Mutable; one owner, one thread.
 */
public final class RecordMap {

    /** Unsigned, byte by byte; a prefix stands before what it begins. */
    static final Comparator<Slice> BYTES = (one, other) -> Arrays.compareUnsigned(
            one.array(),
            one.offset(),
            one.offset() + one.length(),
            other.array(),
            other.offset(),
            other.offset() + other.length());

    private final SortedMap<Slice, Slice> records = new TreeMap<>(BYTES);

    /** Adds a record; false, and nothing is added, where the key is there already. */
    boolean add(Slice key, Slice value) {
        return records.putIfAbsent(key, value) == null;
    }

    /** Adds or replaces a record. */
    void put(Slice key, Slice value) {
        records.put(key, value);
    }

    void put(int type, Slice value) {
        records.put(key(type), value);
    }

    void remove(int type) {
        records.remove(key(type));
    }

    void removeIf(Predicate<Slice> dropped) {
        records.keySet().removeIf(dropped);
    }

    /** The value of a type that has no key data; null where it is absent. */
    public @Nullable Slice get(int type) {
        return records.get(key(type));
    }

    @Nullable
    Slice get(Slice key) {
        return records.get(key);
    }

    boolean has(int type) {
        return records.containsKey(key(type));
    }

    /** The records by the bytes of their keys. */
    Set<Map.Entry<Slice, Slice>> entries() {
        return Collections.unmodifiableSet(records.entrySet());
    }

    /** The records of one type, by the bytes of their keys. */
    Set<Map.Entry<Slice, Slice>> entries(int type) {
        return Collections.unmodifiableSet(
                records.subMap(key(type), key(type + 1)).entrySet());
    }

    RecordMap copy() {
        RecordMap copy = new RecordMap();
        copy.records.putAll(records);
        return copy;
    }

    /** A key without key data; types here are below 253, one byte. */
    static Slice key(int type) {
        return Slice.of(new byte[] {(byte) type});
    }

    /** What follows the type of one byte. */
    static Slice data(Slice key) {
        return key.slice(1, key.length() - 1);
    }
}
