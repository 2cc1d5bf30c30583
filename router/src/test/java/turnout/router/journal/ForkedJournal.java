package turnout.router.journal;

import java.nio.file.Path;

/** A process that writes mismatches for ever, to be killed; says after each how many there are. */
final class ForkedJournal {

    private ForkedJournal() {}

    public static void main(String[] arguments) throws Exception {
        JournalRules rules = JournalRules.of(Path.of(arguments[0]), 1 << 20, 5);
        MismatchStore store = MismatchStore.open(rules);
        long before = store.clusters().stream().mapToLong(Cluster::count).sum();
        for (long i = 1; ; i++) {
            Disagreements.write(
                    store, rules, Disagreements.ofAddress((int) (i % 5), Disagreements.START.plusSeconds(7_200 * i)));
            System.out.println(before + i);
        }
    }
}
