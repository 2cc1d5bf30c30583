package turnout.router.app.cli;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import turnout.options.v1.Operation.Effect;
import turnout.router.app.config.Configuration;
import turnout.router.app.config.ShadowSettings;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.compare.Comparator;
import turnout.router.compare.Comparison;
import turnout.router.compare.FieldDifference;
import turnout.router.journal.CaseFile;
import turnout.router.journal.Cluster;
import turnout.router.journal.DigestKey;
import turnout.router.journal.Exemplar;
import turnout.router.journal.JournalRules;
import turnout.router.journal.MismatchStore;
import turnout.router.journal.MismatchViews;
import turnout.router.journal.WrongAnswer;

@Command(
        name = "mismatch",
        description = {
            "What the engines disagreed on, by operation, field and kind.",
            "Read from the journal's files, with the gateway up or down."
        })
final class MismatchCommand {

    @Command(name = "list", description = "All clusters with their counts, or the wrong answers that callers got.")
    int list(
            @Mixin ConfigurationOptions options,
            @Option(names = "--served", description = "The calls that NATIVE answered wrongly, newest first.")
                    boolean served,
            @Option(
                            names = "--limit",
                            defaultValue = "1000",
                            description = "Of the wrong answers; default: ${DEFAULT-VALUE}.")
                    int limit,
            @Option(names = "--json", description = "As JSON.") boolean json)
            throws CommandFailure, IOException {
        try (MismatchStore store = store(options.read())) {
            if (served) {
                printServed(store.wrongAnswers(limit), json);
            } else {
                printClusters(store.clusters(), json);
            }
        }
        return Exit.DONE;
    }

    @Command(name = "show", description = "One exemplar: what was asked, what both engines said, where they differ.")
    int show(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "ID", description = "As `list` has it.") String id,
            @Option(names = "--json", description = "As JSON.") boolean json)
            throws CommandFailure, IOException {
        Exemplar exemplar = find(options.read(), id);
        if (json) {
            System.out.println(OpsApi.JSON.writeValueAsString(MismatchViews.exemplar(exemplar)));
            return Exit.DONE;
        }
        Map<String, Object> view = MismatchViews.exemplar(exemplar);
        view.remove("differences");
        view.forEach((name, value) -> System.out.printf("%-11s %s%n", name, value));
        differences(exemplar, exemplar.differences()).print(System.out);
        return Exit.DONE;
    }

    @Command(
            name = "export",
            description = "Prints one exemplar as a case file: the request, and what each engine made of it.")
    int export(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "ID", description = "As `list` has it.") String id)
            throws CommandFailure, IOException {
        Configuration configuration = options.read();
        Exemplar exemplar = replayable(configuration, id);
        Operation operation = operation(Components.operations(configuration), exemplar);
        System.out.println(CaseFile.of(exemplar, operation).json());
        return Exit.DONE;
    }

    @Command(
            name = "replay",
            description = {
                "Asks both engines again, through the gateway that runs.",
                "Exit 0 if they agree now, 1 if they still differ or nothing can be said, 69 if it is not reachable."
            })
    int replay(
            @Mixin ConfigurationOptions options,
            @Parameters(paramLabel = "ID", description = "As `list` has it.") String id)
            throws CommandFailure, IOException, InterruptedException {
        Configuration configuration = options.read();
        Exemplar exemplar = replayable(configuration, id);
        // One reading of the contract for all: a descriptor is equal to itself alone.
        Operations operations = Components.operations(configuration);
        Operation operation = operation(operations, exemplar);
        if (operation.effect() != Effect.READ) {
            throw new CommandFailure(Exit.NO, id + " is not asked again: " + operation.name() + " is no READ");
        }
        RunFile running = RunFile.find(configuration.places().var())
                .orElseThrow(() -> new CommandFailure(Exit.NOT_REACHABLE, "no gateway runs here (turnout up)"));
        Comparator comparator = Comparator.of(
                operations,
                DigestKey.loadOrCreate(configuration.settings().shadow().digestKeyFile()));
        try (BothEngines engines = BothEngines.of(running, configuration)) {
            byte[] request = exemplar.request().bytes();
            EngineName other = exemplar.servedBy() == EngineName.PYTHON ? EngineName.NATIVE : EngineName.PYTHON;
            Comparison comparison = comparator.compare(
                    operation,
                    engines.ask(exemplar.servedBy(), operation, request),
                    engines.ask(other, operation, request));
            return verdict(exemplar, comparison);
        }
    }

    private static int verdict(Exemplar exemplar, Comparison comparison) {
        return switch (comparison.outcome()) {
            case MATCH, TOLERATED, NOISE -> {
                System.out.println(exemplar.id() + ": the engines agree now");
                yield Exit.DONE;
            }
            case NOT_COMPARED -> {
                System.out.println(exemplar.id() + ": nothing can be said: " + comparison.reason());
                yield Exit.NO;
            }
            case MISMATCH, ERROR_DIVERGENCE -> {
                System.out.println(exemplar.id() + ": the engines still differ");
                differences(exemplar, comparison.differences()).print(System.out);
                yield Exit.NO;
            }
        };
    }

    private static Table differences(Exemplar exemplar, List<FieldDifference> differences) {
        Table table =
                new Table("field", "kind", "served: " + exemplar.servedBy().text(), "other");
        for (FieldDifference difference : differences) {
            table.row(difference.path(), difference.kind(), difference.served(), difference.other());
        }
        return table;
    }

    private static Exemplar replayable(Configuration configuration, String id) throws CommandFailure, IOException {
        Exemplar exemplar = find(configuration, id);
        if (!exemplar.notReplayable().isEmpty()) {
            throw new CommandFailure(Exit.NO, id + " cannot be asked again: " + exemplar.notReplayable());
        }
        return exemplar;
    }

    private static Operation operation(Operations operations, Exemplar exemplar) throws CommandFailure {
        return operations
                .find(exemplar.operation())
                .orElseThrow(() -> new CommandFailure(
                        Exit.NO, "the contract has no operation " + exemplar.operation() + " any more"));
    }

    private static MismatchStore store(Configuration configuration) throws IOException {
        ShadowSettings settings = configuration.settings().shadow();
        return MismatchStore.open(
                JournalRules.of(settings.journalDirectory(), settings.journalBytes(), settings.journalExemplars()));
    }

    private static Exemplar find(Configuration configuration, String id) throws CommandFailure, IOException {
        try (MismatchStore store = store(configuration)) {
            return store.find(id)
                    .orElseThrow(() -> new CommandFailure(Exit.NO, "there is no mismatch " + id + ", or no more"));
        }
    }

    private static void printClusters(List<Cluster> clusters, boolean json) {
        if (json) {
            System.out.println(OpsApi.JSON.writeValueAsString(
                    clusters.stream().map(MismatchViews::cluster).toList()));
            return;
        }
        Table table = new Table("count", "operation", "field", "kind", "first seen", "last seen", "exemplars");
        for (Cluster cluster : clusters) {
            table.row(
                    Long.toString(cluster.count()),
                    cluster.key().operation(),
                    cluster.key().pattern(),
                    cluster.key().kind(),
                    cluster.firstSeen().toString(),
                    cluster.lastSeen().toString(),
                    String.join(" ", cluster.exemplars()));
        }
        table.print(System.out);
    }

    private static void printServed(List<WrongAnswer> served, boolean json) {
        if (json) {
            System.out.println(OpsApi.JSON.writeValueAsString(
                    served.stream().map(MismatchViews::wrongAnswer).toList()));
            return;
        }
        Table table = new Table("time", "call", "operation", "key", "clusters");
        for (WrongAnswer wrong : served) {
            table.row(
                    wrong.time().toString(),
                    wrong.callId(),
                    wrong.operation(),
                    wrong.key(),
                    String.join(" ", wrong.clusters()));
        }
        table.print(System.out);
    }
}
