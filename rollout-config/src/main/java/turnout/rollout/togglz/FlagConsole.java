package turnout.rollout.togglz;

import jakarta.servlet.http.HttpServlet;
import java.util.Set;
import java.util.function.Supplier;
import turnout.rollout.flags.FlagStore;

/** The Togglz console over a flag store. */
public final class FlagConsole {

    /** The role that allowing NATIVE takes; whoever gets here at all may do the rest. */
    public static final String ADMINISTRATOR = "administrator";

    private FlagConsole() {}

    /**
     * A servlet for {@code /togglz/*}. It stands behind a login: it takes its actor from the request's user principal
     * and answers 403 where there is none, and asks the request whether the actor is {@link #ADMINISTRATOR}. Cheap to make; Togglz itself is loaded by the first request.
     *
     * @param held components whose flags have no effect; asked for each page
     */
    public static HttpServlet servlet(FlagStore store, Supplier<Set<String>> held) {
        return new ConsoleServlet(store, held);
    }
}
