package turnout.load.laws;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import turnout.load.Load;
import turnout.load.bench.WholeTurnout;
import turnout.load.vectors.BothEngines;

/** Part of {@code turnout test nightly}: what must hold over several calls, in each engine. */
@Command(
        name = "laws",
        mixinStandardHelpOptions = true,
        description = "Tries what must hold whatever the values: round trips, signing and verifying, deriving.",
        footer = {"", "Exit codes: 0 all hold, 1 one is broken, 2 wrong usage."})
public final class LawsCommand implements Callable<Integer> {

    private static final int SHOWN = 3;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--gateway-command", required = true, description = "Starts a gateway in the foreground.")
    String gatewayCommand = "";

    @Option(
            names = "--trials",
            defaultValue = "1000",
            description = "Of each law in each engine (default: ${DEFAULT-VALUE}).")
    int trials;

    @Option(names = "--seed", defaultValue = "1", description = "Decides every value (default: ${DEFAULT-VALUE}).")
    long seed;

    public static void main(String[] arguments) {
        System.exit(Load.program(new LawsCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (trials < 1) {
            spec.commandLine().getErr().println("laws: --trials: " + trials + " (expected: 1 or more)");
            return 2;
        }
        try (WholeTurnout turnout = WholeTurnout.start(gatewayCommand, List.of());
                BothEngines engines = BothEngines.of(turnout)) {
            List<LawRun.Result> results = LawRun.of(Laws.all(), trials, seed, engines);
            results.forEach(result -> print(out, result));
            out.printf("--seed %d%n", seed);
            out.flush();
            return results.stream().allMatch(result -> result.broken().isEmpty()) ? 0 : 1;
        } catch (IOException e) {
            spec.commandLine().getErr().println("laws: " + e.getMessage());
            return 1;
        }
    }

    private static void print(PrintWriter out, LawRun.Result result) {
        out.printf(
                Locale.ROOT,
                "%-66s %-6s %6d trials, %d broken%n",
                result.law().name(),
                result.engine().text(),
                result.trials(),
                result.broken().size());
        result.broken().stream().limit(SHOWN).forEach(broken -> out.println("  " + broken));
    }
}
