package turnout.load.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import turnout.load.Load;
import turnout.load.bench.WholeTurnout;
import turnout.load.vectors.sets.VectorSets;

/** {@code turnout test vectors}: every case of the corpus against both engines of a gateway of its own. */
@Command(
        name = "vectors",
        mixinStandardHelpOptions = true,
        description = "Asks both engines every vector, compares the replies to the byte, and prints a table by set.",
        footer = {
            "",
            "Exit codes: 0 all are right, 1 a case is wrong or the engines differ, 2 wrong usage.",
            "TURNOUT_VECTORS names another folder of shared vectors."
        })
public final class VectorsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--gateway-command", required = true, description = "Starts a gateway in the foreground.")
    String gatewayCommand = "";

    @Option(names = "--set", split = ",", description = "Sets whose names begin so; default: all.")
    List<String> chosen = List.of();

    @Option(
            names = "--report",
            description = "Where the table is written when all sets ran (default: docs/conformance.md).")
    Path report = Path.of("docs", "conformance.md");

    @Option(
            names = "--wrong",
            description = "Where wrong cases are written with their requests (default: target/wrong-vectors.txt).")
    Path wrong = Path.of("target", "wrong-vectors.txt");

    public static void main(String[] arguments) {
        System.exit(Load.program(new VectorsCommand()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        Path installation = Path.of(System.getProperty("turnout.installation", ""));
        List<VectorSet> sets = VectorSets.all().stream()
                .filter(set -> chosen.isEmpty() || chosen.stream().anyMatch(set.name()::startsWith))
                .toList();
        if (sets.isEmpty()) {
            spec.commandLine().getErr().println("vectors: no set's name begins with " + chosen);
            return 2;
        }
        try {
            ConformanceReport result = run(sets, Corpus.of(installation));
            spec.commandLine().getOut().print(result.text());
            spec.commandLine().getOut().flush();
            write(installation.resolve(wrong), wrongCases(result));
            if (chosen.isEmpty() && result.complete()) {
                write(installation.resolve(report), result.markdown());
            }
            return result.allRight() ? 0 : 1;
        } catch (IOException e) {
            spec.commandLine().getErr().println("vectors: " + e.getMessage());
            return 1;
        }
    }

    private ConformanceReport run(List<VectorSet> sets, Corpus corpus) throws IOException, InterruptedException {
        List<SetResult> results = new ArrayList<>();
        try (WholeTurnout turnout = WholeTurnout.start(gatewayCommand, List.of());
                BothEngines engines = BothEngines.of(turnout)) {
            for (VectorSet set : sets) {
                results.add(SetRun.of(set, corpus, engines));
            }
        }
        return new ConformanceReport(results);
    }

    private static String wrongCases(ConformanceReport result) {
        StringBuilder text = new StringBuilder();
        result.sets().forEach(set -> set.wrong().forEach(wrong -> text.append(wrong.text(set.name()))));
        return text.toString();
    }

    private static void write(Path file, String text) throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text);
    }
}
