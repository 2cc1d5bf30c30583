package turnout.router.app.cli;

import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import turnout.router.app.config.Configuration;
import turnout.router.console.AccessRole;
import turnout.router.console.TokenEntry;
import turnout.router.console.TokenFile;

@Command(
        name = "token",
        description = {
            "Who may use console and API beside the first administrator. A gateway that runs sees changes at once.",
            "A viewer looks, an operator sets flags and stops, an administrator lifts and starts again."
        })
final class TokenCommand {

    @Command(name = "add", description = "Makes a token and prints it once; only its digest is kept.")
    int add(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "NAME", description = "As the audit log will have it.") String name,
            @Option(
                            names = "--role",
                            required = true,
                            paramLabel = "ROLE",
                            description = "viewer, operator or administrator.")
                    String role)
            throws CommandFailure {
        AccessRole known = AccessRole.of(role)
                .orElseThrow(() -> new CommandFailure(
                        Exit.USAGE, "\"" + role + "\" is no role (expected: viewer, operator or administrator)"));
        Configuration configuration = options.read();
        TokenFile file = file(configuration);
        try {
            System.out.println(file.add(name, known));
        } catch (IOException e) {
            throw new CommandFailure(Exit.NO, String.valueOf(e.getMessage()));
        }
        look(configuration);
        System.err.println(
                name + " is " + known.text() + "; the token is shown this once (TURNOUT_TOKEN=… ./turnout …)");
        return Exit.DONE;
    }

    @Command(name = "list", description = "Names and roles.")
    int list(@Mixin ConfigurationOptions options) throws CommandFailure {
        try {
            Table table = new Table("name", "role");
            for (TokenEntry entry : file(options.read()).entries()) {
                table.row(entry.name(), entry.role().text());
            }
            table.print(System.out);
        } catch (IOException e) {
            throw new CommandFailure(Exit.NO, String.valueOf(e.getMessage()));
        }
        return Exit.DONE;
    }

    @Command(name = "remove", description = "Takes a token away; who is logged in with it is logged out.")
    int remove(@Mixin ConfigurationOptions options, @Parameters(paramLabel = "NAME") String name)
            throws CommandFailure {
        Configuration configuration = options.read();
        try {
            if (!file(configuration).remove(name)) {
                throw new CommandFailure(Exit.NO, "there is no token of " + name);
            }
        } catch (IOException e) {
            throw new CommandFailure(Exit.NO, String.valueOf(e.getMessage()));
        }
        look(configuration);
        return Exit.DONE;
    }

    /** A gateway that is asked anything reads the file anew, and records what it finds; the next start does too. */
    private static void look(Configuration configuration) {
        try {
            Optional<RunFile> running = RunFile.find(configuration.places().var());
            if (running.isPresent()) {
                OpsApi.of(running.get()).get("/api/v1/nodes");
            }
        } catch (CommandFailure later) {
            // The file is what counts, and whoever asks next has it read.
        }
    }

    private static TokenFile file(Configuration configuration) {
        return new TokenFile(configuration.settings().ops().tokensFile());
    }
}
