package turnout.load.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The tables of {@code bench lane}, and whether the lane kept to what it has to. */
record LaneReport(List<DirectPart.Result> direct, List<GatewayPart.Result> closed, List<GatewayPart.Paced> paced) {

    LaneReport {
        direct = List.copyOf(direct);
        closed = List.copyOf(closed);
        paced = List.copyOf(paced);
    }

    /** Of what was measured. */
    List<LaneBound> bounds() {
        List<LaneBound> bounds = new ArrayList<>(LaneBound.direct(direct));
        if (!closed.isEmpty()) {
            bounds.addAll(LaneBound.whole(closed, paced));
        }
        return bounds;
    }

    boolean holds() {
        return bounds().stream().allMatch(LaneBound::holds);
    }

    String text() {
        StringBuilder out = new StringBuilder("CPU of the Python service per unary call; medians of the rounds\n");
        Object table = null;
        for (DirectPart.Result row : direct) {
            String title = row.workload() + ", " + row.inFlight() + " in flight";
            if (!title.equals(table)) {
                table = title;
                out.append(format("%n%-36s %10s %10s %10s%n", title, "µs/call", "x lane", "calls/s"));
            }
            out.append(format(
                    "%-36s %10.1f %10s %10.0f   %s%n",
                    row.way().title(), row.micros(), timesLane(row), row.callsPerSecond(), micros(row.rounds())));
        }
        if (!closed.isEmpty()) {
            out.append(format(
                    "%n%-36s %10s %10s %10s%n",
                    "through the gateway, 2 workers", "gateway µs", "workers µs", "calls/s"));
            closed.forEach(row -> out.append(format(
                    "%-36s %10.1f %10.1f %10.0f   %s%n",
                    row.workload() + ", " + row.way().title(),
                    row.gatewayMicros(),
                    row.workerMicros(),
                    row.callsPerSecond(),
                    micros(row.rounds()))));
            out.append(format(
                    "%n%-36s %10s %10s%n",
                    "%s at %.0f calls/s"
                            .formatted(LaneBench.ECHO, paced.getFirst().rate()),
                    "p50 µs",
                    "p99 µs"));
            paced.forEach(row ->
                    out.append(format("%-36s %10.0f %10.0f%n", row.way().title(), row.p50Micros(), row.p99Micros())));
        }
        bounds().forEach(bound -> out.append('\n').append(bound.text()));
        return out.append('\n').toString();
    }

    String json() {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("direct", direct.stream().map(LaneReport::fields).toList());
        report.put("gateway", closed.stream().map(LaneReport::fields).toList());
        report.put("paced", paced.stream().map(LaneReport::fields).toList());
        report.put("bounds", bounds().stream().map(LaneReport::fields).toList());
        report.put("holds", holds());
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
    }

    private String timesLane(DirectPart.Result row) {
        return direct.stream()
                .filter(other -> other.way() == Way.LANE
                        && other.workload().equals(row.workload())
                        && other.inFlight() == row.inFlight())
                .findFirst()
                .map(lane -> format("%.1f", row.micros() / lane.micros()))
                .orElse("-");
    }

    private static Map<String, Object> fields(DirectPart.Result row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("workload", row.workload());
        fields.put("inFlight", row.inFlight());
        fields.put("way", row.way().option());
        fields.put("cpuMicrosPerCall", row.micros());
        fields.put("rounds", micros(row.rounds()));
        fields.put("callsPerSecond", row.callsPerSecond());
        return fields;
    }

    private static Map<String, Object> fields(GatewayPart.Result row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("workload", row.workload());
        fields.put("way", row.way().option());
        fields.put("gatewayMicrosPerCall", row.gatewayMicros());
        fields.put("workerMicrosPerCall", row.workerMicros());
        fields.put("rounds", micros(row.rounds()));
        fields.put("callsPerSecond", row.callsPerSecond());
        return fields;
    }

    private static Map<String, Object> fields(GatewayPart.Paced row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("way", row.way().option());
        fields.put("rate", row.rate());
        fields.put("p50Micros", row.p50Micros());
        fields.put("p99Micros", row.p99Micros());
        return fields;
    }

    private static Map<String, Object> fields(LaneBound bound) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", bound.name());
        fields.put("number", bound.number());
        fields.put(bound.atMost() ? "atMost" : "atLeast", bound.limit());
        fields.put("holds", bound.holds());
        return fields;
    }

    private static List<String> micros(List<ClosedLoop.Measured> rounds) {
        return rounds.stream().map(round -> format("%.1f", round.micros())).toList();
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
