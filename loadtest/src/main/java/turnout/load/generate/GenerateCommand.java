package turnout.load.generate;

import com.google.protobuf.Descriptors.MethodDescriptor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import turnout.contract.Contract;
import turnout.load.Load;
import turnout.load.bench.WholeTurnout;
import turnout.load.vectors.BothEngines;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.sets.VectorSets;
import turnout.options.v1.Operation;
import turnout.options.v1.OptionsProto;

/** Part of {@code turnout test nightly}: generated requests of every operation, asked of both engines. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = "Draws valid, nearly valid and hostile requests of every operation and asks both engines:"
                + " two different answers, INTERNAL, and too few that are OK are wrong.",
        footer = {"", "Exit codes: 0 all are right, 1 a case is wrong, 2 wrong usage."})
public final class GenerateCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--gateway-command", required = true, description = "Starts a gateway in the foreground.")
    String gatewayCommand = "";

    @Option(
            names = "--cases",
            defaultValue = "200000",
            description = "Of all operations together (default: ${DEFAULT-VALUE}).")
    long cases;

    @Option(names = "--least", defaultValue = "1000", description = "Of each (default: ${DEFAULT-VALUE}).")
    long least;

    @Option(names = "--seed", defaultValue = "1", description = "Decides every case (default: ${DEFAULT-VALUE}).")
    long seed;

    @Option(names = "--operation", split = ",", description = "Those whose names contain it; default: all.")
    List<String> chosen = List.of();

    @Option(
            names = "--heavy",
            description = "Also requests of nearly 4 MiB; more than 2 s for one is wrong. Takes minutes.")
    boolean heavy;

    @Option(
            names = "--wrong",
            description = "Where wrong cases are written as case files (default: target/generated-wrong).")
    Path wrong = Path.of("target", "generated-wrong");

    public static void main(String[] arguments) {
        System.exit(Load.program(new GenerateCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Path installation = Path.of(System.getProperty("turnout.installation", ""));
        List<MethodDescriptor> methods = Contract.shipped().methods().stream()
                .filter(method -> chosen.isEmpty() || chosen.stream().anyMatch(Seeds.name(method)::contains))
                // Writes first: there is nothing to ask the mempool about before something is sent.
                .sorted(Comparator.comparing(GenerateCommand::isRead))
                .toList();
        if (methods.isEmpty() || cases < 1 || least < 1) {
            spec.commandLine().getErr().println("generate: no operation is called so, or no cases are asked for");
            return 2;
        }
        try {
            GeneratedReport report = run(methods, Corpus.of(installation));
            spec.commandLine().getOut().print(report.text());
            spec.commandLine().getOut().flush();
            WrongFiles.write(installation.resolve(wrong), seed, report);
            return report.allRight() ? 0 : 1;
        } catch (IOException e) {
            spec.commandLine().getErr().println("generate: " + e.getMessage());
            return 1;
        }
    }

    private static boolean isRead(MethodDescriptor method) {
        return method.getOptions().getExtension(OptionsProto.operation).getEffect() == Operation.Effect.READ;
    }

    private GeneratedReport run(List<MethodDescriptor> methods, Corpus corpus)
            throws IOException, InterruptedException {
        Seeds seeds = Seeds.of(VectorSets.all(), corpus, Contract.shipped());
        Map<String, List<RequestGenerator>> generators = Generators.byMethod();
        long each = Math.max(least, (cases + methods.size() - 1) / methods.size());
        List<GeneratedReport.Row> rows = new ArrayList<>();
        try (WholeTurnout turnout = WholeTurnout.start(gatewayCommand, List.of());
                BothEngines engines = BothEngines.of(turnout)) {
            for (MethodDescriptor method : methods) {
                String name = Seeds.name(method);
                Requests requests = new Requests(method, seeds, generators.getOrDefault(name, List.of()), seed);
                OperationTally tally = GeneratedRun.of(name, requests, each, engines);
                Slowest.Found slowest = tally.slowest().measured(name, engines);
                rows.add(new GeneratedReport.Row(
                        tally, heavy ? slowest.orSlower(Heavy.ask(method, seeds, tally, engines)) : slowest));
            }
        }
        return new GeneratedReport(seed, rows);
    }
}
