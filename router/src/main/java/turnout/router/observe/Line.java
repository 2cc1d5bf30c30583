package turnout.router.observe;

import java.util.Locale;
import turnout.router.call.EngineName;
import turnout.router.call.Role;

/**
 * What one histogram is about.
 *
 * @param operation full name, or {@link #RELAYED}
 * @param answered false: the engine failed by its own fault
 */
public record Line(String operation, EngineName engine, Role role, boolean answered) {

    /** Stands for every method that is no operation of the contract: their names come from outside and are unbounded. */
    public static final String RELAYED = "relayed";

    /** As metrics and files write it. */
    public String roleText() {
        return role.name().toLowerCase(Locale.ROOT);
    }

    /** Tag of this line's histograms in an .hlog file, which allows no comma and no space. */
    public String tag() {
        return operation + "|" + engine.text() + "|" + roleText() + "|" + (answered ? "answered" : "failed");
    }
}
