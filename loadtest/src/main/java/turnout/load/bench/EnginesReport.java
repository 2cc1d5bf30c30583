package turnout.load.bench;

import java.util.List;
import java.util.Locale;

/** The table of both engines, as Markdown, which is read in a terminal too. */
record EnginesReport(List<Row> rows, List<String> leftOut) {

    record Row(EngineRequest request, EngineCost python, EngineCost inJvm) {

        /** How much less CPU NATIVE needs. */
        double ratio() {
            return python.cpuMicros() / inJvm.cpuMicros();
        }
    }

    EnginesReport {
        rows = List.copyOf(rows);
        leftOut = List.copyOf(leftOut);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "| operation | bytes in, out | NATIVE calls/s: a core, all | PYTHON | NATIVE CPU µs | PYTHON | **ratio** |"
                        + " NATIVE p50, p99 µs | PYTHON | NATIVE heap B |");
        line(text, "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
        for (Row row : rows) {
            EngineCost inJvm = row.inJvm();
            EngineCost python = row.python();
            line(
                    text,
                    "| %s | %,d, %,d | %s | %s | %s | %s | **%.1f** | %s, %s | %s, %s | %,.0f |",
                    row.request().title(),
                    row.request().request().length,
                    row.request().reply().length,
                    rates(inJvm),
                    rates(python),
                    micros(inJvm.cpuMicros()),
                    micros(python.cpuMicros()),
                    row.ratio(),
                    micros(inJvm.p50Micros()),
                    micros(inJvm.p99Micros()),
                    micros(python.p50Micros()),
                    micros(python.p99Micros()),
                    inJvm.allocatedBytes());
        }
        leftOut.forEach(reason -> line(text, "%nNot measured: %s", reason));
        return text.toString();
    }

    private static String rates(EngineCost cost) {
        return String.format(Locale.ROOT, "%,.0f, %,.0f", cost.perSecond(), cost.perSecondOnAll());
    }

    private static String micros(double micros) {
        return String.format(Locale.ROOT, micros < 100 ? "%.1f" : "%,.0f", micros);
    }

    private static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
