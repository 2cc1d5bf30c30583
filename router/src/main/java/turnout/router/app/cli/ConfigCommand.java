package turnout.router.app.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import turnout.router.app.config.Configuration;
import turnout.router.app.config.Setting;

@Command(name = "config", description = "Checks or prints the configuration that `up` would use.")
final class ConfigCommand {

    @Command(name = "check", description = "Says everything that is wrong with it; exit 78 when something is.")
    int check(@Mixin ConfigurationOptions options) throws CommandFailure {
        Configuration configuration = options.read();
        System.out.println(
                "the configuration is in order: " + set(configuration).size() + " keys set, "
                        + configuration.effective().size() + " in all");
        return Exit.DONE;
    }

    @Command(
            name = "print",
            description =
                    "Prints the keys that are set and where. No secret is a value: those are in files, named here.")
    int print(
            @Mixin ConfigurationOptions options,
            @Option(names = "--effective", description = "All keys, with the defaults that nobody changed.")
                    boolean effective,
            @Option(names = "--json", description = "As JSON, with the reason of each key.") boolean json)
            throws CommandFailure {
        Configuration configuration = options.read();
        List<Setting> settings = effective ? configuration.effective() : set(configuration);
        if (json) {
            System.out.println(new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsString(settings));
        } else {
            Table table = new Table("key", "value", "from");
            settings.forEach(setting -> table.row(setting.key(), setting.value(), setting.origin()));
            table.print(System.out);
        }
        return Exit.DONE;
    }

    private static List<Setting> set(Configuration configuration) {
        return configuration.effective().stream()
                .filter(setting -> !setting.isDefault())
                .toList();
    }
}
