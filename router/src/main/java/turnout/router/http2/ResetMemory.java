package turnout.router.http2;

import org.jspecify.annotations.Nullable;

/** The last streams that we reset: what was in flight for them is no error (RFC 9113 §5.1). */
final class ResetMemory {

    /** More than a connection may have open at once by a wide margin; a power of two. */
    private static final int SLOTS = 1_024;

    private int @Nullable [] ids;

    void add(int id) {
        if (ids == null) {
            ids = new int[SLOTS];
        }
        ids[id >> 1 & SLOTS - 1] = id;
    }

    boolean has(int id) {
        return ids != null && ids[id >> 1 & SLOTS - 1] == id;
    }
}
