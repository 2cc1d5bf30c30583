package turnout.router.app.cli;

import java.nio.file.Path;
import java.util.Objects;
import turnout.router.app.config.Places;

/** Where this program was started from, as the launcher says. */
final class Installation {

    private Installation() {}

    /** Without the launcher (in a debugger), both places are the working directory. */
    static Places places() {
        String installation = System.getProperty("turnout.installation", "");
        String home = Objects.requireNonNullElse(System.getenv("TURNOUT_HOME"), installation);
        return new Places(Path.of(home), Path.of(installation));
    }

    /** The version in the manifest of our jar. */
    static String version() {
        return Objects.requireNonNullElse(Installation.class.getPackage().getImplementationVersion(), "unbuilt");
    }
}
