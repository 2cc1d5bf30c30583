package turnout.load.vectors;

import com.google.protobuf.ByteString;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares parts of one reply with what a set says of them, and keeps the first that differs. Used by one thread. */
public final class Check {

    private @Nullable String wrong;

    /** The part must be equal; bytes are told as hex. */
    public Check same(String part, Object expected, Object actual) {
        if (wrong == null && !expected.equals(actual)) {
            wrong = part + ": expected " + shown(expected) + ", got " + shown(actual);
        }
        return this;
    }

    /** The part must be these bytes. */
    public Check sameHex(String part, String expected, ByteString actual) {
        return same(part, expected, HexFormat.of().formatHex(actual.toByteArray()));
    }

    public Check that(String part, boolean holds) {
        if (wrong == null && !holds) {
            wrong = part + " does not hold";
        }
        return this;
    }

    Optional<String> wrong() {
        return Optional.ofNullable(wrong);
    }

    private static String shown(Object value) {
        return value instanceof ByteString bytes
                ? HexFormat.of().formatHex(bytes.toByteArray())
                : String.valueOf(value).strip();
    }
}
