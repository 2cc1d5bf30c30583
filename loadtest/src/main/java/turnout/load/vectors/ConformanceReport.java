package turnout.load.vectors;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The table of all sets, for a terminal and for {@code docs/conformance.md}; no clock, no machine. */
record ConformanceReport(List<SetResult> sets) {

    // A report is read by people: the file of wrong cases has all of them.
    private static final int SHOWN = 5;

    private static final String[] COLUMNS = {"cases", "right", "refused", "wrong", "left out", "differences"};

    ConformanceReport {
        sets = List.copyOf(sets);
    }

    boolean allRight() {
        return sets.stream().allMatch(set -> set.wrong().isEmpty());
    }

    boolean complete() {
        return sets.stream().allMatch(set -> set.skipped().isEmpty());
    }

    String text() {
        int width = sets.stream().mapToInt(set -> set.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%-" + width + "s", "set"));
        for (String column : COLUMNS) {
            text.append(String.format(Locale.ROOT, " %12s", column));
        }
        for (SetResult set : sets) {
            text.append('\n').append(String.format(Locale.ROOT, "%-" + width + "s", set.name()));
            if (set.skipped().isPresent()) {
                text.append("   skipped: ").append(set.skipped().orElseThrow());
                continue;
            }
            numbers(set).forEach(number -> text.append(String.format(Locale.ROOT, " %12d", number)));
            set.wrong().stream()
                    .limit(SHOWN)
                    .forEach(wrong -> text.append("\n  ")
                            .append(wrong.vector().name())
                            .append(": ")
                            .append(wrong.problems().getFirst()));
        }
        return text.append('\n').toString();
    }

    String markdown() {
        StringBuilder text = new StringBuilder("""
                # Conformance

                Every case of the corpus, asked of both engines through a gateway's own contract, its replies compared to the
                byte and with what the set says. `./turnout test vectors` writes this file. *Right* and *refused* are cases
                that both engines answered, or refused, alike and as the set says.

                """);
        text.append("| set | ").append(String.join(" | ", COLUMNS)).append(" |\n|---|");
        text.append("---:|".repeat(COLUMNS.length)).append('\n');
        for (SetResult set : sets) {
            text.append("| ").append(set.name()).append(" |");
            numbers(set).forEach(number -> text.append(' ').append(number).append(" |"));
            text.append('\n');
        }
        text.append("| **all** |");
        for (int column = 0; column < COLUMNS.length; column++) {
            int of = column;
            text.append(" **")
                    .append(sets.stream().mapToLong(set -> numbers(set).get(of)).sum())
                    .append("** |");
        }
        return text.append("\n").append(leftOut()).toString();
    }

    private String leftOut() {
        List<String> lines = new ArrayList<>();
        for (SetResult set : sets) {
            for (Map.Entry<String, List<String>> reason : set.leftOut().entrySet()) {
                lines.add("- " + set.name() + ": " + reason.getKey() + ": " + String.join(", ", reason.getValue()));
            }
        }
        return lines.isEmpty() ? "" : "\n## Left out\n\n" + String.join("\n", lines) + "\n";
    }

    private static List<Long> numbers(SetResult set) {
        return List.of(
                set.cases(),
                set.right(),
                set.refused(),
                (long) set.wrong().size(),
                set.leftOutCases(),
                set.differences());
    }
}
