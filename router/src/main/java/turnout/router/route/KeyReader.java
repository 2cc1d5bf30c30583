package turnout.router.route;

import turnout.router.call.Body;

/**
 * Finds one field of a protobuf message in its bytes, without parsing it: tags and lengths are read, values are stepped
 * over. The last occurrence wins; one with another wire type is an unknown field. Accepts and refuses what protobuf-java
 * does (the encoding: protobuf.dev/programming-guides/encoding), except that values of other fields, nested messages
 * and UTF-8 are not looked into.
 *
 * <p>One pass, no state, nothing allocated. A body of n bytes costs at most O(n), whatever it holds.
 */
final class KeyReader {

    /** The message has no such field. */
    static final long ABSENT = -1;

    /** Not a protobuf message, or cut off. */
    static final long MALFORMED = -2;

    static final int VARINT = 0;
    static final int FIXED64 = 1;
    static final int LENGTH_DELIMITED = 2;
    static final int START_GROUP = 3;
    static final int END_GROUP = 4;
    static final int FIXED32 = 5;

    private static final int BROKEN = -1;
    private static final int VARINT_BYTES = 10;
    // protobuf-java's recursion limit.
    private static final int GROUPS = 100;

    private KeyReader() {}

    /**
     * @param tag field number and wire type, as on the wire: {@code number << 3 | wireType}
     * @return {@code offset << 32 | length} of the value's bytes, or {@link #ABSENT}, or {@link #MALFORMED}
     */
    static long find(Body body, int tag) {
        int end = body.length();
        long found = ABSENT;
        int at = 0;
        while (at < end) {
            int valueAt = varintEnd(body, at, end);
            if (valueAt == BROKEN) {
                return MALFORMED;
            }
            int seen = (int) varint(body, at, valueAt);
            int next = skipped(body, seen, valueAt, end, GROUPS);
            if (next == BROKEN) {
                return MALFORMED;
            }
            if (seen == tag) {
                int from = (tag & 7) == LENGTH_DELIMITED ? varintEnd(body, valueAt, end) : valueAt;
                found = (long) from << 32 | (next - from);
            }
            at = next;
        }
        return found;
    }

    /** Value of the varint in {@code [at, to)}; bits above the 64th are dropped, as protobuf does. */
    static long varint(Body body, int at, int to) {
        long value = 0;
        for (int shift = 0; at < to; at++, shift += 7) {
            value |= (long) (body.byteAt(at) & 0x7F) << shift;
        }
        return value;
    }

    /** Index behind the value that begins at {@code at}, or BROKEN. */
    private static int skipped(Body body, int tag, int at, int end, int groups) {
        if (tag >>> 3 == 0) {
            return BROKEN;
        }
        return switch (tag & 7) {
            case VARINT -> varintEnd(body, at, end);
            case FIXED64 -> end - at < 8 ? BROKEN : at + 8;
            case FIXED32 -> end - at < 4 ? BROKEN : at + 4;
            case LENGTH_DELIMITED -> delimitedEnd(body, at, end);
            case START_GROUP -> groups == 0 ? BROKEN : groupEnd(body, tag, at, end, groups - 1);
            default -> BROKEN;
        };
    }

    private static int delimitedEnd(Body body, int at, int end) {
        int from = varintEnd(body, at, end);
        if (from == BROKEN) {
            return BROKEN;
        }
        int length = (int) varint(body, at, from);
        return length < 0 || length > end - from ? BROKEN : from + length;
    }

    private static int groupEnd(Body body, int startTag, int at, int end, int groups) {
        int endTag = startTag - START_GROUP + END_GROUP;
        while (at < end) {
            int valueAt = varintEnd(body, at, end);
            if (valueAt == BROKEN) {
                return BROKEN;
            }
            int tag = (int) varint(body, at, valueAt);
            if (tag == endTag) {
                return valueAt;
            }
            at = skipped(body, tag, valueAt, end, groups);
            if (at == BROKEN) {
                return BROKEN;
            }
        }
        return BROKEN;
    }

    private static int varintEnd(Body body, int at, int end) {
        int last = Math.min(end, at + VARINT_BYTES);
        for (; at < last; at++) {
            if (body.byteAt(at) >= 0) {
                return at + 1;
            }
        }
        return BROKEN;
    }
}
