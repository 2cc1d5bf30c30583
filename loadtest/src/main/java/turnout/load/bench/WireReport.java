package turnout.load.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** The table of a bench, and whether the gateway kept to what it has to. */
record WireReport(List<Row> rows, List<String> absent) {

    /** Of HAProxy's cost, for a call whose body decides, and for one that is only relayed. */
    private static final double MOST_BY_KEY = 0.4;

    private static final double MOST_AT_ZERO = 0.3;

    /** Of the byte forwarder's cost, where there is no HAProxy. */
    private static final double MOST_OF_FORWARDER = 3.5;

    /** Less than the same call costs by HTTP/2. */
    private static final double MOST_OF_HTTP2 = 0.999;

    /** Of what the other gateway costs, each round beside its own. */
    private static final double MOST_OF_OTHER = 1.02;

    WireReport {
        rows = List.copyOf(rows);
        absent = List.copyOf(absent);
    }

    /** @param limit as a multiple of {@code beside}'s cost */
    record Bound(String peer, String beside, double ratio, double limit) {
        boolean holds() {
            return ratio <= limit;
        }
    }

    /**
     * Beside the peers those of the batched shape, which comes first; the lane beside HTTP/2 on the same kind of socket
     * in every shape. Beside another gateway only that one, in every shape: the median of the rounds' ratios, so that
     * what drifts meets both. Empty when no gateway was measured.
     */
    List<Bound> bounds() {
        if (rows.stream().anyMatch(row -> row.peer().startsWith(WireBench.OTHER))) {
            return rows.stream()
                    .filter(row -> !row.peer().startsWith(WireBench.OTHER))
                    .map(this::otherBound)
                    .toList();
        }
        Stream<Bound> peers = rows.stream()
                .filter(row -> row.shape().equals(rows.getFirst().shape()))
                .filter(row -> row.peer().equals(WireBench.BY_KEY) || row.peer().equals(WireBench.AT_ZERO))
                .map(this::bound);
        Stream<Bound> lanes = rows.stream()
                .filter(row -> row.peer().endsWith(WireBench.BY_LANE))
                .map(this::laneBound);
        return Stream.concat(peers, lanes).toList();
    }

    private Bound otherBound(Row row) {
        Row other = beside(row, WireBench.OTHER + row.peer()).orElseThrow();
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < row.micros().size(); round++) {
            ratios.add(row.micros().get(round) / other.micros().get(round));
        }
        return new Bound(row.peer() + ", " + row.shape(), other.peer(), Median.of(ratios), MOST_OF_OTHER);
    }

    private Bound laneBound(Row row) {
        int name = row.peer().length() - WireBench.BY_LANE.length();
        Row http2 =
                beside(row, row.peer().substring(0, name) + WireBench.BY_SOCKET).orElseThrow();
        return new Bound(row.peer() + ", " + row.shape(), http2.peer(), ratio(row, http2), MOST_OF_HTTP2);
    }

    private Bound bound(Row row) {
        Optional<Row> haproxy = beside(row, WireBench.HAPROXY);
        if (haproxy.isPresent()) {
            double limit = row.peer().equals(WireBench.BY_KEY) ? MOST_BY_KEY : MOST_AT_ZERO;
            return new Bound(row.peer(), WireBench.HAPROXY, ratio(row, haproxy.get()), limit);
        }
        Row forwarder = beside(row, "byte forwarder").orElseThrow();
        return new Bound(row.peer(), forwarder.peer(), ratio(row, forwarder), MOST_OF_FORWARDER);
    }

    boolean holds() {
        return bounds().stream().allMatch(Bound::holds);
    }

    String text() {
        StringBuilder out = new StringBuilder();
        out.append("CPU of the proxy per unary call, ")
                .append(Echo.MESSAGE_BYTES)
                .append("-byte message; median of the rounds\n");
        Object shape = null;
        for (Row row : rows) {
            if (!row.shape().equals(shape)) {
                shape = row.shape();
                out.append("\n%-38s %9s %10s %10s %9s %8s%n"
                        .formatted(
                                "connections x streams: " + shape,
                                "µs/call",
                                "/ HAProxy",
                                "/ floor",
                                "calls/s",
                                "RSS MB"));
            }
            out.append(String.format(
                    Locale.ROOT,
                    "%-38s %9.2f %10s %10s %9.0f %8d   %s%n",
                    row.peer(),
                    row.medianMicros(),
                    ratioText(row, WireBench.HAPROXY),
                    ratioText(row, "byte forwarder"),
                    row.medianRate(),
                    row.residentBytes() >> 20,
                    row.micros().stream()
                            .map(micros -> String.format(Locale.ROOT, "%.2f", micros))
                            .toList()));
        }
        absent.forEach(name -> out.append('\n').append(name).append(" is not on PATH: left out"));
        if (!absent.isEmpty()) {
            out.append('\n');
        }
        bounds().forEach(bound -> out.append(String.format(
                Locale.ROOT,
                "%n%s: %.3f of %s, at most %s: %s",
                bound.peer(),
                bound.ratio(),
                bound.beside(),
                bound.limit(),
                bound.holds() ? "holds" : "DOES NOT HOLD")));
        return out.append(bounds().isEmpty() ? "" : "\n").toString();
    }

    String json() {
        List<Map<String, Object>> list = rows.stream().map(this::fields).toList();
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("rows", list);
        report.put("absent", absent);
        report.put("bounds", bounds());
        report.put("holds", holds());
        return JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report);
    }

    private Map<String, Object> fields(Row row) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("peer", row.peer());
        fields.put("connections", row.shape().connections());
        fields.put("streams", row.shape().streams());
        fields.put("cpuMicrosPerCall", row.medianMicros());
        fields.put("rounds", row.micros());
        fields.put("callsPerSecond", row.medianRate());
        fields.put("residentBytes", row.residentBytes());
        beside(row, WireBench.HAPROXY).ifPresent(other -> fields.put("toHaproxy", ratio(row, other)));
        beside(row, "byte forwarder").ifPresent(other -> fields.put("toForwarder", ratio(row, other)));
        return fields;
    }

    private String ratioText(Row row, String name) {
        return beside(row, name)
                .map(other -> String.format(Locale.ROOT, "%.3f", ratio(row, other)))
                .orElse("-");
    }

    private Optional<Row> beside(Row row, String name) {
        return rows.stream()
                .filter(other ->
                        other.shape().equals(row.shape()) && other.peer().startsWith(name))
                .findFirst();
    }

    private static double ratio(Row row, Row other) {
        return row.medianMicros() / other.medianMicros();
    }
}
