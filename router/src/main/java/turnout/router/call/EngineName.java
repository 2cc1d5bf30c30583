package turnout.router.call;

import java.util.Locale;

/** The two implementations that every operation has. */
public enum EngineName {
    PYTHON,
    NATIVE;

    /** As people, headers and metrics write it: {@code python}, {@code native}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
