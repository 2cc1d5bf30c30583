package turnout.router.app.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import turnout.router.app.config.Configuration;

@Command(name = "rollout", description = "Starts components again that an emergency stop left held at 0.")
final class RolloutCommand {

    @Command(
            name = "start",
            description = {
                "Ends the hold of one component; it then has the share that its flags say.",
                "Lifting a stop set that to 0, so `flag set` follows."
            })
    int start(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "COMPONENT") String component,
            @Option(names = "--reason", required = true, description = "Why; kept in the audit log.") String reason,
            @Option(names = "--override", description = "Even where its flags say more than the ladder's first step.")
                    boolean override)
            throws CommandFailure {
        Configuration configuration = options.read();
        Components.require(configuration, component);
        Optional<RunFile> running = RunFile.find(configuration.places().var());
        if (running.isPresent()) {
            OpsApi.of(running.get())
                    .post(
                            "/api/v1/rollouts/" + URLEncoder.encode(component, StandardCharsets.UTF_8) + "/start",
                            Map.of("reason", reason, "override", override));
        } else {
            try (StoredStop stop = StoredStop.open(configuration)) {
                stop.start(component, override, reason);
            }
        }
        System.out.println(component + " is not held any more");
        return Exit.DONE;
    }
}
