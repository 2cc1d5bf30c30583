package turnout.router.app.cli;

import java.util.Set;
import java.util.function.Consumer;
import turnout.router.app.config.Configuration;

/** What the commands need of the gateway: to start one, and what its NATIVE engine can do. */
public interface Assembly {

    /**
     * Starts devnode, workers, gateway and ops server, and returns when calls are answered. A start that fails leaves
     * nothing behind.
     *
     * @param version to report
     * @param changed told of every new description, from the first on; any thread, one call at a time
     */
    Running start(Configuration configuration, String version, Consumer<RunFile> changed) throws StartException;

    /** Full names ({@code package.Service/Method}) of the methods that NATIVE implements. */
    Set<String> nativeMethods();

    /** A gateway that answers calls. */
    interface Running extends AutoCloseable {

        /** As it is now; the pids of workers change. */
        RunFile describe();

        /** Drains, then stops everything that was started; blocks until that has ended. Later calls do nothing. */
        @Override
        void close();
    }
}
