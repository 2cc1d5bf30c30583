package turnout.router.app.config;

import java.util.List;

/**
 * A configuration that can be used.
 *
 * @param effective every key with its value in force, in the order of the shipped file
 */
public record Configuration(Places places, Settings settings, List<Setting> effective) {

    public Configuration {
        effective = List.copyOf(effective);
    }
}
