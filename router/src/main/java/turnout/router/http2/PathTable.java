package turnout.router.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds what belongs to a {@code :path} by its bytes, without making a text of it. Immutable. */
public final class PathTable<T> {

    private final byte[][] paths;
    private final @Nullable Object[] values;

    private PathTable(int capacity) {
        paths = new byte[capacity][];
        values = new @Nullable Object[capacity];
    }

    /** @param byPath values by path, leading slash included */
    public static <T> PathTable<T> of(Map<String, T> byPath) {
        // At most a quarter full: nearly every look-up ends at its first slot.
        PathTable<T> table = new PathTable<>(Integer.highestOneBit(4 * byPath.size() + 4) * 2);
        byPath.forEach((path, value) -> table.add(path.getBytes(US_ASCII), value));
        return table;
    }

    /** What belongs to the value of this {@code :path} field; null for a path that is not here. */
    @SuppressWarnings("unchecked") // Only add() fills the array.
    public @Nullable T find(HeaderBlock path) {
        int slot = hash(path.valueArray(), path.valueFrom(), path.valueLength()) & paths.length - 1;
        while (values[slot] != null) {
            if (path.valueIs(paths[slot])) {
                return (T) values[slot];
            }
            slot = slot + 1 & paths.length - 1;
        }
        return null;
    }

    private void add(byte[] path, T value) {
        int slot = hash(path, 0, path.length) & paths.length - 1;
        while (values[slot] != null) {
            slot = slot + 1 & paths.length - 1;
        }
        paths[slot] = path;
        values[slot] = value;
    }

    private static int hash(byte[] bytes, int from, int length) {
        int hash = length;
        for (int i = from; i < from + length; i++) {
            hash = 31 * hash + bytes[i];
        }
        return hash ^ hash >>> 15;
    }
}
