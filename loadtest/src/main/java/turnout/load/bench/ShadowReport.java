package turnout.load.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What callers noticed of shadow calls, and whether that is within the bounds. */
record ShadowReport(double rate, List<Row> rows) {

    private static final double P99_FACTOR = 1.02;
    private static final double P99_MICROS = 100;
    private static final double COMPARED = 0.95;

    /** Of the resident set from the first round at 100 % to the last: what a JIT and a settling heap take. */
    private static final double GROWTH = 1.10;

    ShadowReport {
        rows = List.copyOf(rows);
    }

    /** @param compared of the shadow calls asked for; not a number where none was */
    record Round(
            PacedLoop.Latencies latencies, double cpuMicros, double compared, long dropped, double residentBytes) {}

    record Row(String fault, int percent, List<Round> rounds) {
        Row {
            rounds = List.copyOf(rounds);
        }

        double median(java.util.function.ToDoubleFunction<Round> what) {
            return Median.of(rounds.stream().mapToDouble(what).boxed().toList());
        }

        double p99() {
            return median(round -> round.latencies().p99Micros());
        }

        double growth() {
            return rounds.getLast().residentBytes() / rounds.getFirst().residentBytes();
        }
    }

    /** What does not hold, in words. */
    List<String> broken() {
        List<String> broken = new ArrayList<>();
        for (Row row : rows) {
            if (row.percent() != 100) {
                continue;
            }
            double most = Math.max(base(row) * P99_FACTOR, base(row) + P99_MICROS);
            boolean promised = row.fault().equals("healthy") || row.fault().equals("hang");
            if (promised && row.p99() > most) {
                broken.add("%s: p99 %.0f µs, more than %.0f".formatted(row.fault(), row.p99(), most));
            }
            if (row.fault().equals("healthy") && row.median(Round::compared) < COMPARED) {
                broken.add("healthy: %.1f %% compared, less than 95".formatted(100 * row.median(Round::compared)));
            }
            if (row.fault().equals("hang") && row.growth() > GROWTH) {
                broken.add("hang: the resident set grew %.2f times".formatted(row.growth()));
            }
            if (row.fault().equals("hang") && row.median(Round::dropped) == 0) {
                broken.add("hang: no shadow call was dropped, so that nothing was overloaded");
            }
        }
        return broken;
    }

    private double base(Row row) {
        return rows.stream()
                .filter(other -> other.fault().equals(row.fault()) && other.percent() == 0)
                .findFirst()
                .orElseThrow()
                .p99();
    }

    String text() {
        StringBuilder text = new StringBuilder(
                "DecodeTransaction on NATIVE at %.0f calls/s, PYTHON shadows; shadow.cpu-ceiling-percent=100%n"
                        .formatted(rate));
        text.append("%-8s %7s %9s %9s %9s %8s %9s %9s %8s %7s%n"
                .formatted(
                        "engine",
                        "shadow",
                        "p50 µs",
                        "p99 µs",
                        "p99.9 µs",
                        "CPU µs",
                        "compared",
                        "dropped",
                        "RSS MiB",
                        "growth"));
        for (Row row : rows) {
            text.append("%-8s %6d%% %9.0f %9.0f %9.0f %8.1f %8.1f%% %9.0f %8.0f %7.2f%n"
                    .formatted(
                            row.fault(),
                            row.percent(),
                            row.median(round -> round.latencies().p50Micros()),
                            row.p99(),
                            row.median(round -> round.latencies().p999Micros()),
                            row.median(Round::cpuMicros),
                            100 * row.median(Round::compared),
                            row.median(Round::dropped),
                            row.median(Round::residentBytes) / (1 << 20),
                            row.growth()));
        }
        broken().forEach(line -> text.append("out of bounds: ").append(line).append(System.lineSeparator()));
        return text.append(broken().isEmpty() ? "within the bounds" : "not within the bounds")
                .toString();
    }

    String json() {
        List<String> lines = rows.stream()
                .map(row -> String.format(
                        Locale.ROOT,
                        "{\"fault\":\"%s\",\"shadow\":%d,\"p50\":%.1f,\"p99\":%.1f,\"p999\":%.1f,\"cpuMicros\":%.2f,"
                                + "\"compared\":%s,\"dropped\":%.0f,\"rssBytes\":%.0f}",
                        row.fault(),
                        row.percent(),
                        row.median(round -> round.latencies().p50Micros()),
                        row.p99(),
                        row.median(round -> round.latencies().p999Micros()),
                        row.median(Round::cpuMicros),
                        row.percent() == 0 ? "null" : Double.toString(row.median(Round::compared)),
                        row.median(Round::dropped),
                        row.median(Round::residentBytes)))
                .toList();
        return String.format(
                Locale.ROOT,
                "{\"rate\":%.1f,\"holds\":%b,\"rows\":[%s]}",
                rate,
                broken().isEmpty(),
                String.join(",", lines));
    }
}
