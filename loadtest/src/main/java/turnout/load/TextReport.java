package turnout.load;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** A run for people: what was sent, one column for each arm, and the ratio. */
final class TextReport {

    private static final List<Double> PERCENTILES = List.of(50.0, 90.0, 99.0, 99.9, 100.0);

    private final LoadResult result;
    private final StringBuilder out = new StringBuilder();

    private TextReport(LoadResult result) {
        this.result = result;
    }

    static String of(LoadResult result) {
        return new TextReport(result).write();
    }

    private String write() {
        head();
        Optional<Comparison> comparison = result.comparison();
        row("", arm -> arm.name(), comparison.isPresent() ? "native/python" : "");
        counts("calls", ArmTally::calls);
        counts("ok", ArmTally::ok);
        counts("failed", ArmTally::failed);
        TreeSet<String> kinds = new TreeSet<>();
        result.tallies().forEach(tally -> kinds.addAll(tally.failures().keySet()));
        kinds.forEach(kind -> counts("  " + kind, tally -> tally.failures().getOrDefault(kind, 0L)));
        cells("calls/s", tally -> decimal(tally.achievedRate()), "");
        for (double percent : PERCENTILES) {
            cells(
                    name(percent),
                    tally -> tally.measured() == 0 ? "-" : GoDuration.text(tally.percentile(percent)),
                    comparison.map(both -> ratio(both, percent)).orElse(""));
        }
        comparison.ifPresent(this::intervals);
        if (LoadResult.failed(result.tallies()) > 0) {
            line("%d calls failed; percentiles are of the %s", LoadResult.failed(result.tallies()), measured());
        }
        return out.toString();
    }

    private void head() {
        LoadPlan plan = result.plan();
        Schedule schedule = plan.schedule();
        line(
                "%s at %s, %d connection(s), %d message(s) in turn",
                plan.method(), plan.target(), plan.connections(), plan.messages());
        line(
                "schedule   %s calls/s, %d calls to each of %s, open loop, latency from the planned time",
                decimal(schedule.rps()),
                schedule.callsPerArm(),
                plan.arms().stream().map(Arm::name).toList());
        if (plan.arms().size() > 1) {
            line(
                    "blocks     of %s, in turn, order drawn with --seed %d",
                    GoDuration.text(schedule.blockNanos()), plan.seed());
        }
        line(
                "warm-up    %s",
                result.warmUp().isEmpty()
                        ? "none"
                        : plan.warmUpCalls() + " calls to each, not counted below; "
                                + LoadResult.failed(result.warmUp()) + " failed");
        line("self-test  %s", result.selfTest());
        line("");
    }

    private void intervals(Comparison comparison) {
        line("");
        line(
                "95 %% interval of native/python, paired blocks:  p50 %s   p99 %s",
                comparison
                        .medianInterval()
                        .map(TextReport::interval)
                        .orElse("needs " + Comparison.FEWEST_BLOCKS + " blocks"),
                comparison
                        .p99Interval()
                        .map(TextReport::interval)
                        .orElse("needs " + Comparison.FEWEST_BLOCKS + " blocks of " + Comparison.FEWEST_CALLS_FOR_P99
                                + " ok calls"));
    }

    private String measured() {
        long measured = result.tallies().stream().mapToLong(ArmTally::measured).sum();
        return measured + " measured ones"
                + (measured == result.tallies().stream().mapToLong(ArmTally::ok).sum()
                        ? " (ok only; --count-errors takes the failed ones in)"
                        : "");
    }

    private void counts(String title, Function<ArmTally, Long> count) {
        cells(title, tally -> String.valueOf(count.apply(tally)), "");
    }

    private void cells(String title, Function<ArmTally, String> cell, String last) {
        StringBuilder line = new StringBuilder(String.format("%-20s", title));
        result.tallies().forEach(tally -> line.append(String.format("%14s", cell.apply(tally))));
        line(line.append(String.format("%16s", last)).toString().replace("%", "%%"));
    }

    private void row(String title, Function<Arm, String> cell, String last) {
        StringBuilder line = new StringBuilder(String.format("%-20s", title));
        result.plan().arms().forEach(arm -> line.append(String.format("%14s", cell.apply(arm))));
        line(line.append(String.format("%16s", last)).toString());
    }

    @SuppressWarnings("AnnotateFormatMethod") // Would need Error Prone's annotations at run time.
    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }

    static String name(double percent) {
        return percent == 100 ? "max" : "p" + (percent == Math.rint(percent) ? (int) percent + "" : percent + "");
    }

    private static String ratio(Comparison comparison, double percent) {
        return comparison
                .ratio(percent)
                .map(ratio -> String.format(Locale.ROOT, "%.3f", ratio))
                .orElse("-");
    }

    private static String interval(StudentT interval) {
        return String.format(
                Locale.ROOT, "%.3f to %.3f (%d blocks)", interval.low(), interval.high(), interval.blocks());
    }

    private static String decimal(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.format(Locale.ROOT, "%.1f", value);
    }
}
