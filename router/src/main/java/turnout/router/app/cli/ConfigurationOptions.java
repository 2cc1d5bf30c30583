package turnout.router.app.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import turnout.router.app.config.Configuration;
import turnout.router.app.config.ConfigurationException;
import turnout.router.app.config.ConfigurationReader;
import turnout.router.app.config.Places;

/** The options of every command that reads the configuration. */
final class ConfigurationOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; without it, rollout-config/turnout.yaml of the installation.")
    private @Nullable Path file;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description = "Sets one key, over the file and TURNOUT_… variables: -D gateway.listen=127.0.0.1:0")
    private Map<String, String> values = new LinkedHashMap<>();

    /** @throws CommandFailure 78 with one line for each thing that is wrong */
    Configuration read() throws CommandFailure {
        Turnout turnout = (Turnout) command.root().userObject();
        Places places = turnout.places();
        Path chosen = file == null ? shown(places.installation().resolve("rollout-config/turnout.yaml")) : file;
        try {
            return ConfigurationReader.read(places, Optional.of(chosen), turnout.environment(), values);
        } catch (ConfigurationException e) {
            throw new CommandFailure(Exit.CONFIGURATION, String.valueOf(e.getMessage()));
        }
    }

    /** Problems name the file; below the working directory the short name is enough. */
    private static Path shown(Path file) {
        Path here = Path.of("").toAbsolutePath();
        return file.startsWith(here) ? here.relativize(file) : file;
    }
}
