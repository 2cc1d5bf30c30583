package turnout.router.journal;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The sensitive values of one call, so that an engine that repeats one in a field where it does not belong, which is just
 * what gets into a journal, does not write it down.
 */
final class Secrets {

    /** What is shorter stands in other values by chance. */
    private static final int LEAST_BYTES = 8;

    private final List<ByteString> values = new ArrayList<>();

    void add(ByteString value) {
        if (value.size() >= LEAST_BYTES) {
            values.add(value);
            values.add(ByteString.copyFromUtf8(HexFormat.of().formatHex(value.toByteArray())));
        }
    }

    boolean in(String text) {
        return in(ByteString.copyFromUtf8(text));
    }

    boolean in(byte[] bytes) {
        return in(ByteString.copyFrom(bytes));
    }

    private boolean in(ByteString bytes) {
        return values.stream().anyMatch(value -> contains(bytes, value));
    }

    private static boolean contains(ByteString bytes, ByteString value) {
        for (int at = 0; at + value.size() <= bytes.size(); at++) {
            if (bytes.byteAt(at) == value.byteAt(0) && bytes.substring(at).startsWith(value)) {
                return true;
            }
        }
        return false;
    }
}
