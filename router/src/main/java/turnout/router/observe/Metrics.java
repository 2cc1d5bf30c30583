package turnout.router.observe;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * The Prometheus registry: the scoreboard's families, and those that others read out when scraped. Nothing is kept here,
 * so a scrape shows what is true at that moment. Assembled once; scraped by any thread.
 */
public final class Metrics {

    private final PrometheusRegistry registry = new PrometheusRegistry();

    public Metrics(Scoreboard scoreboard) {
        registry.register(new CallFamilies(scoreboard));
    }

    /** For the servlet that writes it out. */
    public PrometheusRegistry registry() {
        return registry;
    }

    /** A family with one value that goes up and down. */
    public Metrics gauge(Family family, DoubleSupplier value) {
        return gauges(family, () -> Map.of("", value.getAsDouble()));
    }

    /** @param values by the value of the family's label, or its labels' values with | between them */
    public Metrics gauges(Family family, Supplier<Map<String, Double>> values) {
        registry.register(() -> {
            var snapshot = GaugeSnapshot.builder().name(family.metric()).help(family.help());
            if (family.metric().endsWith("_seconds")) {
                snapshot.unit(Unit.SECONDS);
            }
            values.get()
                    .forEach((label, value) -> snapshot.dataPoint(GaugeDataPointSnapshot.builder()
                            .labels(labels(family, label))
                            .value(value)
                            .build()));
            return snapshot.build();
        });
        return this;
    }

    /** A family with one value that only grows. */
    public Metrics counter(Family family, LongSupplier value) {
        return counters(family, () -> Map.of("", value.getAsLong()));
    }

    /** @param values by the value of the family's label, or its labels' values with | between them, such as {@link Tally#read} */
    public Metrics counters(Family family, Supplier<Map<String, Long>> values) {
        registry.register(() -> {
            var snapshot = CounterSnapshot.builder().name(family.metric()).help(family.help());
            values.get()
                    .forEach((label, value) -> snapshot.dataPoint(CounterDataPointSnapshot.builder()
                            .labels(labels(family, label))
                            .value(value)
                            .build()));
            return snapshot.build();
        });
        return this;
    }

    /** @param values of the family's labels, separated by {@code |} where it has several */
    private static Labels labels(Family family, String values) {
        String[] names = family.labels();
        return names.length == 0 ? Labels.EMPTY : Labels.of(names, values.split("\\|", names.length));
    }
}
