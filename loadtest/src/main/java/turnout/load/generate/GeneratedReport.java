package turnout.load.generate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What became of a run, for a terminal. */
record GeneratedReport(long seed, List<Row> rows) {

    /** Below this a run tests error paths only. */
    static final double LEAST_OK = 0.4;

    // A share says something from here on.
    private static final int LEAST_CASES = 100;

    private static final int SHOWN = 3;

    /** An operation and the slowest request found for it. */
    record Row(OperationTally tally, Slowest.Found slowest) {

        boolean tooFewOk() {
            return tally.cases() >= LEAST_CASES && tally.okShare() < LEAST_OK;
        }
    }

    GeneratedReport {
        rows = List.copyOf(rows);
    }

    boolean allRight() {
        return rows.stream().allMatch(row -> row.tally().wrong() == 0 && !row.tooFewOk());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "%-48s %8s %6s %6s   %-36s %s",
                "operation",
                "cases",
                "OK",
                "wrong",
                "slowest: native, python",
                "refused");
        for (Row row : rows) {
            OperationTally tally = row.tally();
            line(
                    text,
                    "%-48s %8d %5.1f%% %6d   %-36s %s",
                    tally.operation().replaceFirst("^turnout\\.", ""),
                    tally.cases(),
                    100 * tally.okShare(),
                    tally.wrong(),
                    slowest(row.slowest()),
                    refused(tally.refused()));
            tally.kept().stream()
                    .limit(SHOWN)
                    .forEach(wrong -> line(text, "  #%d: %s", wrong.number(), wrong.problem()));
            if (row.tooFewOk()) {
                line(text, "  fewer than %.0f %% are answered OK: it needs a generator", 100 * LEAST_OK);
            }
        }
        slowestByComponent().forEach((component, found) -> line(text, "slowest of %s: %s", component, slowest(found)));
        long cases = rows.stream().mapToLong(row -> row.tally().cases()).sum();
        long wrong = rows.stream().mapToLong(row -> row.tally().wrong()).sum();
        double ok = rows.stream()
                        .mapToDouble(row -> row.tally().okShare() * row.tally().cases())
                        .sum()
                / Math.max(1, cases);
        line(text, "%d generated cases, %.1f %% answered OK, %d wrong; --seed %d", cases, 100 * ok, wrong, seed);
        return text.toString();
    }

    private Map<String, Slowest.Found> slowestByComponent() {
        Map<String, Slowest.Found> slowest = new TreeMap<>();
        for (Row row : rows) {
            String component =
                    row.tally().operation().replaceFirst("^turnout\\.", "").replaceFirst("\\..*", "");
            slowest.merge(component, row.slowest(), Slowest.Found::orSlower);
        }
        return slowest;
    }

    private static String slowest(Slowest.Found found) {
        return String.format(
                Locale.ROOT,
                "%.1f (%s), %.1f ms (%s)",
                found.inJvm().nanos() / 1e6,
                size(found.inJvm()),
                found.python().nanos() / 1e6,
                size(found.python()));
    }

    private static String size(Slowest.Timed timed) {
        int bytes = timed.request().size();
        return bytes < 10_000 ? bytes + " B" : bytes / 1_000 + " kB";
    }

    private static String refused(Map<String, Integer> refused) {
        return refused.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
