package turnout.router.app.cli;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
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
        TokenFile file = file(options);
        try {
            System.out.println(file.add(name, known));
        } catch (IOException e) {
            throw new CommandFailure(Exit.NO, String.valueOf(e.getMessage()));
        }
        System.err.println(
                name + " is " + known.text() + "; the token is shown this once (TURNOUT_TOKEN=… ./turnout …)");
        return Exit.DONE;
    }

    @Command(name = "list", description = "Names and roles.")
    int list(@Mixin ConfigurationOptions options) throws CommandFailure {
        try {
            Table table = new Table("name", "role");
            for (TokenEntry entry : file(options).entries()) {
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
        try {
            if (!file(options).remove(name)) {
                throw new CommandFailure(Exit.NO, "there is no token of " + name);
            }
        } catch (IOException e) {
            throw new CommandFailure(Exit.NO, String.valueOf(e.getMessage()));
        }
        return Exit.DONE;
    }

    private static TokenFile file(ConfigurationOptions options) throws CommandFailure {
        return new TokenFile(options.read().settings().ops().tokensFile());
    }
}
