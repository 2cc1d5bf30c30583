package turnout.router.app.cli;

import java.io.PrintWriter;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;
import turnout.router.app.config.Places;

/** The commands behind {@code ./turnout}. */
@Command(
        name = "turnout",
        description = "A gRPC gateway that moves a Python service to the JVM one percent at a time.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Turnout.Version.class,
        scope = ScopeType.INHERIT)
public final class Turnout {

    /** The launcher gives these a class path of their own, see docs/adr/0004. */
    private static final String[] FOOTER = {
        "",
        "Started by the launcher beside this program; each has --help of its own:",
        "  load     Calls a gateway at a planned rate and reports latencies.",
        "  bench    Benchmarks, each beside its peers: wire, decision.",
        "  test     All tests, or a part: java, python, e2e, vectors, nightly.",
        "",
        "Exit codes: 0 done, 1 the answer is no, 2 wrong usage, 69 not reachable, 78 wrong configuration."
    };

    private final Places places;
    private final Map<String, String> environment;

    private Turnout(Places places, Map<String, String> environment) {
        this.places = places;
        this.environment = environment;
    }

    Places places() {
        return places;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** @return the exit code; an {@code up} that works returns when it was stopped */
    public static int run(Assembly assembly, String... arguments) {
        return commandLine(assembly, Installation.places(), System.getenv()).execute(arguments);
    }

    static CommandLine commandLine(Assembly assembly, Places places, Map<String, String> environment) {
        CommandLine commandLine = new CommandLine(new Turnout(places, environment))
                .addSubcommand(new UpCommand(assembly))
                .addSubcommand(new DownCommand(places.var()))
                .addSubcommand(new StatusCommand(places.var()))
                .addSubcommand(new FlagCommand())
                .addSubcommand(new StopCommand())
                .addSubcommand(new RolloutCommand())
                .addSubcommand(new MismatchCommand())
                .addSubcommand(new TokenCommand())
                .addSubcommand(new ExplainCommand(assembly))
                .addSubcommand(new ConfigCommand())
                .addSubcommand(new AuditCommand())
                .addSubcommand(new VersionCommand());
        commandLine.getCommandSpec().usageMessage().footer(FOOTER); // after the commands, or they would inherit it
        return commandLine.setExecutionExceptionHandler(Turnout::explain);
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        PrintWriter err = command.getErr();
        return switch (failure) {
            case CommandFailure expected -> {
                String.valueOf(expected.getMessage()).lines().forEach(line -> err.println("turnout: " + line));
                err.flush();
                yield expected.exitCode();
            }
            case StartException refused -> {
                err.println("turnout: " + refused.getMessage());
                err.flush();
                yield Exit.NO;
            }
            default -> throw failure;
        };
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {VersionCommand.line()};
        }
    }
}
