package turnout.router.observe;

import io.grpc.Status;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** {@code calls_total} and {@code call_duration_seconds}, computed from the scoreboard when scraped. */
final class CallFamilies implements MultiCollector {

    private final Scoreboard scoreboard;

    CallFamilies(Scoreboard scoreboard) {
        this.scoreboard = scoreboard;
    }

    @Override
    public MetricSnapshots collect() {
        return MetricSnapshots.of(calls(), durations());
    }

    private CounterSnapshot calls() {
        // One status can stand on two lines: an engine's own INTERNAL and one that it passed on.
        Map<Labels, Long> counts = new LinkedHashMap<>();
        scoreboard.counts(
                (line, status, count) -> counts.merge(labels(line).add("outcome", outcome(status)), count, Long::sum));
        var calls = CounterSnapshot.builder()
                .name("turnout_calls")
                .help("Calls that ended, by gRPC status; a method outside the contract is the operation \"relayed\".");
        counts.forEach((labels, count) -> calls.dataPoint(
                CounterDataPointSnapshot.builder().labels(labels).value(count).build()));
        return calls.build();
    }

    private HistogramSnapshot durations() {
        Map<Labels, Histogram> latencies = new LinkedHashMap<>();
        scoreboard.totals((line, histogram) -> latencies
                .computeIfAbsent(labels(line), unused -> new Histogram(3))
                .add(histogram));
        var durations = HistogramSnapshot.builder()
                .name("turnout_call_duration_seconds")
                .help("Time from the whole request in hand to the last byte of the reply, failures included.")
                .unit(Unit.SECONDS);
        latencies.forEach((labels, histogram) -> durations.dataPoint(Buckets.of(labels, histogram)));
        return durations.build();
    }

    private static Labels labels(Line line) {
        return Labels.of("operation", line.operation(), "engine", line.engine().text(), "role", line.roleText());
    }

    /** The gRPC status in lower case: {@code ok}, {@code invalid_argument}. */
    static String outcome(int status) {
        return Status.fromCodeValue(status).getCode().name().toLowerCase(Locale.ROOT);
    }
}
