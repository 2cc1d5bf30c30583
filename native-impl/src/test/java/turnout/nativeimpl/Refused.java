package turnout.nativeimpl;

import org.jspecify.annotations.Nullable;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.refusal.Refusal;

/** What of a refusal two engines must say alike. */
public record Refused(Reason reason, @Nullable String field) {

    @FunctionalInterface
    public interface Asking {
        Object ask() throws Refusal;
    }

    /** The refusal that asking gets; fails the test where it gets an answer. */
    public static Refused by(Asking asking) {
        try {
            throw new AssertionError("answered instead of refusing: " + asking.ask());
        } catch (Refusal refusal) {
            return new Refused(refusal.reason(), refusal.field().orElse(null));
        }
    }
}
