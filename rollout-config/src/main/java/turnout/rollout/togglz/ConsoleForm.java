package turnout.rollout.togglz;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagRefused.Kind;

/**
 * Checks what the console's form sent before Togglz sees it: Togglz takes an unknown strategy for none, and writes an
 * invalid value back into the page as it came.
 */
final class ConsoleForm {

    private ConsoleForm() {}

    static void check(HttpServletRequest post) throws FlagRefused {
        String strategy = post.getParameter("strategy");
        if (strategy != null && !strategy.isEmpty() && !strategy.equals(TurnoutStrategy.ID)) {
            throw new FlagRefused(Kind.INVALID, "There is no such strategy: expected \"" + TurnoutStrategy.ID + "\".");
        }
        for (FlagParameter parameter : FlagParameter.values()) {
            check(parameter.getName(), post.getParameter(parameter.inputName()));
        }
    }

    /** @param value null or blank means that nothing was given */
    static void check(String name, @Nullable String value) throws FlagRefused {
        FlagParameter parameter = Arrays.stream(FlagParameter.values())
                .filter(known -> known.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new FlagRefused(Kind.INVALID, "A flag has no such parameter."));
        if (value != null && !value.isBlank() && !parameter.isValid(value.strip())) {
            throw new FlagRefused(
                    Kind.INVALID,
                    "The " + name + " \"" + quoted(value) + "\" is not allowed: expected " + parameter.expected()
                            + ".");
        }
    }

    private static String quoted(String value) {
        String printable = value.replaceAll("\\P{Print}", "?");
        return printable.length() > 60 ? printable.substring(0, 60) + "…" : printable;
    }
}
