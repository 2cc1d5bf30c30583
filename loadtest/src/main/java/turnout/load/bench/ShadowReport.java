package turnout.load.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What callers noticed of shadow calls, and whether that is within the bounds. */
record ShadowReport(double rate, List<Row> rows) {

    static final String HEALTHY = "healthy";
    static final String HANG = "hang";

    private static final double P99_FACTOR = 1.02;
    private static final double P99_MICROS = 100;
    private static final double COMPARED = 0.95;

    /** Of what is reachable from the first round at 100 % to the last: histograms and classes still settle. */
    private static final double GROWTH = 1.10;

    ShadowReport {
        rows = List.copyOf(rows);
    }

    /**
     * @param asked shadow calls that the share wanted
     * @param counted what became of them
     * @param liveBytes of the gateway's heap, after a collection
     */
    record Round(
            PacedLoop.Latencies latencies,
            double cpuMicros,
            double asked,
            ShadowCounters counted,
            long liveBytes,
            long residentBytes) {}

    record Row(String fault, int percent, List<Round> rounds) {
        Row {
            rounds = List.copyOf(rounds);
        }

        double median(ToDoubleFunction<Round> what) {
            return Median.of(rounds.stream().mapToDouble(what).boxed().toList());
        }

        double p99() {
            return median(round -> round.latencies().p99Micros());
        }

        /** Of all shadow calls that were asked for; not a number where none was. */
        double compared() {
            double asked = rounds.stream().mapToDouble(Round::asked).sum();
            return rounds.stream()
                            .mapToLong(round -> round.counted().compared())
                            .sum()
                    / asked;
        }

        /** By reason, in all rounds. */
        Map<String, Long> dropped() {
            Map<String, Long> all = new TreeMap<>();
            rounds.forEach(
                    round -> round.counted().dropped().forEach((reason, count) -> all.merge(reason, count, Long::sum)));
            return all;
        }

        double growth() {
            return (double) rounds.getLast().liveBytes() / rounds.getFirst().liveBytes();
        }
    }

    /** @param text with the value and what it may be */
    record Bound(String text, boolean holds) {}

    List<Bound> bounds() {
        List<Bound> bounds = new ArrayList<>();
        for (Row row : rows) {
            if (row.percent() != 100) {
                continue;
            }
            if (row.fault().equals(HEALTHY) || row.fault().equals(HANG)) {
                bounds.add(p99(row));
            }
            if (row.fault().equals(HEALTHY)) {
                bounds.add(new Bound(
                        text("healthy: %.1f %% compared, at least 95", 100 * row.compared()),
                        row.compared() >= COMPARED));
            }
            if (row.fault().equals(HANG)) {
                bounds.add(new Bound(
                        text("hang: the live heap grew %.2f times, at most %.2f", row.growth(), GROWTH),
                        row.growth() <= GROWTH));
                bounds.add(new Bound(
                        "hang: shadow calls were dropped, so that it was overloaded",
                        !row.dropped().isEmpty()));
            }
        }
        return bounds;
    }

    private Bound p99(Row row) {
        double base = rows.stream()
                .filter(other -> other.fault().equals(row.fault()) && other.percent() == 0)
                .findFirst()
                .orElseThrow()
                .p99();
        double most = Math.max(base * P99_FACTOR, base + P99_MICROS);
        return new Bound(text("%s: p99 %.0f µs, at most %.0f", row.fault(), row.p99(), most), row.p99() <= most);
    }

    boolean holds() {
        return bounds().stream().allMatch(Bound::holds);
    }

    String text() {
        StringBuilder out = new StringBuilder(text(
                "DecodeTransaction on NATIVE at %.0f calls/s, PYTHON shadows by lane; median of the rounds%n", rate));
        out.append(text(
                "%-8s %7s %8s %8s %9s %8s %9s %9s %8s %7s  %s%n",
                "engine",
                "shadow",
                "p50 µs",
                "p99 µs",
                "p99.9 µs",
                "CPU µs",
                "compared",
                "live MiB",
                "RSS MiB",
                "growth",
                "p99 of each round; dropped"));
        for (Row row : rows) {
            out.append(text(
                    "%-8s %6d%% %8.0f %8.0f %9.0f %8.1f %9s %9.1f %8.0f %7.2f  %s; %s%n",
                    row.fault(),
                    row.percent(),
                    row.median(round -> round.latencies().p50Micros()),
                    row.p99(),
                    row.median(round -> round.latencies().p999Micros()),
                    row.median(Round::cpuMicros),
                    row.percent() == 0 ? "-" : text("%.1f%%", 100 * row.compared()),
                    row.median(Round::liveBytes) / (1 << 20),
                    row.median(Round::residentBytes) / (1 << 20),
                    row.growth(),
                    row.rounds().stream()
                            .map(round -> Math.round(round.latencies().p99Micros()))
                            .toList(),
                    row.dropped().isEmpty() ? "none" : row.dropped()));
        }
        bounds().forEach(
                        bound -> out.append(text("%n%s: %s", bound.text(), bound.holds() ? "holds" : "DOES NOT HOLD")));
        return out.toString();
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rate", rate);
        report.put("rows", rows.stream().map(ShadowReport::fields).toList());
        report.put("bounds", bounds());
        report.put("holds", holds());
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
    }

    private static Map<String, Object> fields(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("fault", row.fault());
        fields.put("shadowPercent", row.percent());
        fields.put("p50Micros", row.median(round -> round.latencies().p50Micros()));
        fields.put("p99Micros", row.p99());
        fields.put("p999Micros", row.median(round -> round.latencies().p999Micros()));
        fields.put("cpuMicrosPerCall", row.median(Round::cpuMicros));
        fields.put("compared", row.percent() == 0 ? null : row.compared());
        fields.put("dropped", row.dropped());
        fields.put("liveBytes", row.median(Round::liveBytes));
        fields.put("residentBytes", row.median(Round::residentBytes));
        return fields;
    }
}
