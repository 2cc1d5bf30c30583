package turnout.load.generate;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What became of a run, for a terminal. */
record GeneratedReport(long seed, List<Row> rows) {

    /** Below this a run tests error paths only. */
    static final double LEAST_OK = 0.4;

    // A share says something from here on.
    private static final int LEAST_CASES = 100;

    private static final int SHOWN = 3;

    /** An operation and the slowest request found for it. */
    record Row(OperationTally tally, Optional<Slowest.Found> slowest) {

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
                "%-48s %8s %6s %6s   %-28s %s",
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
                    "%-48s %8d %5.1f%% %6d   %-28s %s",
                    tally.operation().replaceFirst("^turnout\\.", ""),
                    tally.cases(),
                    100 * tally.okShare(),
                    tally.wrong(),
                    row.slowest().map(GeneratedReport::slowest).orElse(""),
                    refused(tally.refused()));
            tally.kept().stream()
                    .limit(SHOWN)
                    .forEach(wrong -> line(text, "  #%d: %s", wrong.number(), wrong.problem()));
            if (row.tooFewOk()) {
                line(text, "  fewer than %.0f %% are answered OK: it needs a generator", 100 * LEAST_OK);
            }
        }
        long cases = rows.stream().mapToLong(row -> row.tally().cases()).sum();
        long wrong = rows.stream().mapToLong(row -> row.tally().wrong()).sum();
        double ok = rows.stream()
                        .mapToDouble(row -> row.tally().okShare() * row.tally().cases())
                        .sum()
                / Math.max(1, cases);
        line(text, "%d generated cases, %.1f %% answered OK, %d wrong; --seed %d", cases, 100 * ok, wrong, seed);
        return text.toString();
    }

    private static String slowest(Slowest.Found found) {
        return String.format(
                Locale.ROOT,
                "%.1f, %.1f ms (%d bytes)",
                found.nativeNanos() / 1e6,
                found.pythonNanos() / 1e6,
                found.requestBytes());
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
