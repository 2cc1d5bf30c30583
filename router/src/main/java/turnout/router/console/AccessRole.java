package turnout.router.console;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do; each may do what those before it may. */
public enum AccessRole {
    /** Looks. */
    VIEWER,
    /** Sets flags, and stops. */
    OPERATOR,
    /** Lifts a stop, starts components again, allows NATIVE. */
    ADMINISTRATOR;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<AccessRole> of(String text) {
        return Arrays.stream(values()).filter(role -> role.text().equals(text)).findFirst();
    }

    boolean covers(AccessRole needed) {
        return compareTo(needed) >= 0;
    }
}
