package turnout.nativeimpl.refusal;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import turnout.errors.v1.Reason;

/**
 * An operation's typed refusal: thrown by its function, sent as its status. Has no stack trace, because it is an answer;
 * its message never holds the value of a sensitive field.
 */
public final class Refusal extends Exception {

    /** Longest part of a request's value that a message quotes, characters: messages travel in headers. */
    private static final int MAX_QUOTE = 80;

    private final Reason reason;
    private final @Nullable String field;

    private Refusal(Reason reason, @Nullable String field, String message) {
        super(message, null, false, false);
        this.reason = reason;
        this.field = field;
    }

    /** One field of the request is to blame. */
    public static Refusal at(String field, Reason reason, String message) {
        return new Refusal(reason, field, message);
    }

    /** No field is to blame: state, the node, or ourselves. */
    public static Refusal of(Reason reason, String message) {
        return new Refusal(reason, null, message);
    }

    /** The field must be there. */
    public static Refusal required(String field) {
        return at(field, Reason.FIELD_REQUIRED, field + " is required");
    }

    /** The enum field holds a number that the contract does not name. */
    public static Refusal unknownValue(String field, int number) {
        return at(field, Reason.FIELD_UNKNOWN_VALUE, field + ": " + number + " is not a value of its enum");
    }

    public Reason reason() {
        return reason;
    }

    /** Path of the request's field that is to blame. */
    public Optional<String> field() {
        return Optional.ofNullable(field);
    }

    /** Text of this refusal. */
    public String text() {
        return Objects.requireNonNull(getMessage());
    }

    /** A value of a request, short enough for a message and in quotes. Not for sensitive ones. */
    public static String quote(String value) {
        return value.length() <= MAX_QUOTE
                ? '"' + value + '"'
                : '"' + value.substring(0, MAX_QUOTE) + "…\" (" + value.length() + " characters)";
    }
}
