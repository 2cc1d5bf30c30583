package turnout.router.journal;

import java.util.Map;

/**
 * A message as it may be written down.
 *
 * @param bytes serialized; empty where it was left out
 * @param length of the original, in bytes
 * @param remark why this is not the original, for people; empty where it is
 * @param digests of what was taken out, by path
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by value nowhere.
public record StoredMessage(byte[] bytes, int length, String remark, Map<String, String> digests) {

    public StoredMessage {
        digests = Map.copyOf(digests);
    }

    /** Whether these are the very bytes that went over the wire. */
    public boolean exact() {
        return remark.isEmpty();
    }

    static StoredMessage exactly(byte[] bytes) {
        return new StoredMessage(bytes, bytes.length, "", Map.of());
    }

    static StoredMessage leftOut(int length, String remark) {
        return new StoredMessage(new byte[0], length, remark, Map.of());
    }
}
