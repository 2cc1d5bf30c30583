package turnout.router.app.cli;

import java.io.IOException;
import java.util.SortedSet;
import turnout.router.app.config.Configuration;
import turnout.router.call.Operations;

/** The components of the contract that a configuration names. */
final class Components {

    private Components() {}

    static SortedSet<String> of(Configuration configuration) throws CommandFailure {
        return operations(configuration).components();
    }

    static void require(Configuration configuration, String component) throws CommandFailure {
        SortedSet<String> components = of(configuration);
        if (!components.contains(component)) {
            throw new CommandFailure(
                    Exit.USAGE,
                    "there is no component \"" + component + "\" (there are: " + String.join(", ", components) + ")");
        }
    }

    static Operations operations(Configuration configuration) throws CommandFailure {
        try {
            return Operations.of(configuration.settings().gateway().contract());
        } catch (IOException e) {
            throw new CommandFailure(Exit.CONFIGURATION, "gateway.descriptors: " + e.getMessage());
        }
    }
}
