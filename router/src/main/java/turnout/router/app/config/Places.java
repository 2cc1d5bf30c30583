package turnout.router.app.config;

import java.nio.file.Path;

/**
 * What relative paths are relative to.
 *
 * @param home holds {@code var/}: {@code TURNOUT_HOME}, else the installation
 * @param installation the folder of the launcher
 */
public record Places(Path home, Path installation) {

    public Places {
        home = home.toAbsolutePath().normalize();
        installation = installation.toAbsolutePath().normalize();
    }

    /** Everything that is written at run time. */
    public Path var() {
        return home.resolve("var");
    }

    Path atHome(String path) {
        return home.resolve(path).normalize();
    }
}
