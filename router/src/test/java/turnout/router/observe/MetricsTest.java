package turnout.router.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.expositionformats.OpenMetricsTextFormatWriter;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.NativeHistogramBucket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import turnout.contract.Contract;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.call.Role;

class MetricsTest {

    private static final Operations OPERATIONS = Operations.of(Contract.shipped());
    private static final Operation OPERATION =
            OPERATIONS.find("turnout.chain.v1.ChainService/GetBlock").orElseThrow();
    private static final String LABELS = "engine=\"native\",operation=\"turnout.chain.v1.ChainService/GetBlock\",";

    private final Scoreboard scoreboard = new Scoreboard(OPERATIONS, InstantSource.system());
    private final Metrics metrics = new Metrics(scoreboard);

    @Test
    void offersCallsByOutcome() throws IOException {
        Sheet sheet = scoreboard.sheet();
        sheet.record(OPERATION, EngineName.NATIVE, Role.SERVED, true, 0, 1_000);
        sheet.record(OPERATION, EngineName.NATIVE, Role.SERVED, true, 13, 1_000);
        sheet.record(OPERATION, EngineName.NATIVE, Role.SERVED, false, 13, 1_000);

        assertThat(text())
                .contains("# HELP turnout_calls_total ")
                .contains("# TYPE turnout_calls_total counter\n")
                .contains("turnout_calls_total{" + LABELS + "outcome=\"ok\",role=\"served\"} 1.0\n")
                .contains("turnout_calls_total{" + LABELS + "outcome=\"internal\",role=\"served\"} 2.0\n");
    }

    @Test
    void offersDurationsInSeconds() throws IOException {
        Sheet sheet = scoreboard.sheet();
        sheet.record(OPERATION, EngineName.NATIVE, Role.SERVED, true, 0, 2_000_000);
        sheet.record(OPERATION, EngineName.NATIVE, Role.SERVED, false, 13, 30_000_000);
        scoreboard.flip();

        assertThat(text())
                .contains("# HELP turnout_call_duration_seconds ")
                .contains("# TYPE turnout_call_duration_seconds histogram\n")
                .contains("turnout_call_duration_seconds_bucket{" + LABELS + "role=\"served\",le=\"0.001\"} 0\n")
                .contains("turnout_call_duration_seconds_bucket{" + LABELS + "role=\"served\",le=\"0.0025\"} 1\n")
                .contains("turnout_call_duration_seconds_bucket{" + LABELS + "role=\"served\",le=\"+Inf\"} 2\n")
                .contains("turnout_call_duration_seconds_count{" + LABELS + "role=\"served\"} 2\n");
        assertThat(openMetrics()).contains("# UNIT turnout_call_duration_seconds seconds\n");
    }

    @Test
    void offersDurationsAsNativeHistogramToo() {
        Sheet sheet = scoreboard.sheet();
        sheet.record(OPERATION, EngineName.NATIVE, Role.SERVED, true, 0, 0);
        for (int i = 1; i <= 1_000; i++) {
            sheet.record(OPERATION, EngineName.NATIVE, Role.SERVED, true, 0, i * 1_000L);
        }
        scoreboard.flip();

        var point = metrics.registry().scrape().stream()
                .filter(HistogramSnapshot.class::isInstance)
                .map(HistogramSnapshot.class::cast)
                .findFirst()
                .orElseThrow()
                .getDataPoints()
                .getFirst();

        long below = 0;
        long counted = point.getNativeZeroCount();
        for (NativeHistogramBucket bucket : point.getNativeBucketsForPositiveValues()) {
            double end = Math.pow(2, bucket.getBucketIndex() / 8.0);
            below += end <= 500e-6 ? bucket.getCount() : 0;
            counted += bucket.getCount();
        }
        assertThat(counted).isEqualTo(1_001);
        // The last bucket that ends below 500 µs ends at 2^(-88/8) s = 488 µs.
        assertThat(below).isBetween(487L, 489L);
        assertThat(point.getSum()).isCloseTo(0.5005, Offset.offset(0.001));
    }

    @Test
    void offersWhatOthersReadOut() throws IOException {
        Tally hits = new Tally();
        hits.add("connections");
        hits.add("connections");
        metrics.gauges(Family.ROUTE_SHARE, () -> Map.of("chain", 0.125))
                .gauge(Family.ROUTE_REV, () -> 42)
                .gauge(Family.ROUTE_AGE, () -> 1.5)
                .gauge(Family.EMERGENCY_STOP, () -> 1)
                .gauges(Family.SIDECAR_UP, () -> Map.of("0", 1.0, "1", 0.0))
                .counters(Family.SHADOW_DROPPED, () -> Map.of("cpu", 10L))
                .counters(Family.COMPARISONS, () -> Map.of("a.B/C|match", 11L))
                .counters(Family.WRONG_ANSWERS_SERVED, () -> Map.of("chain", 12L))
                .counter(Family.MISMATCHES_DROPPED, () -> 13)
                .counter(Family.WRONG_ANSWERS_UNLISTED, () -> 16)
                .gauges(Family.ROLLOUT_STATE, () -> Map.of("chain", 1.0))
                .counter(Family.MISMATCH_WRITE_FAILURES, () -> 14)
                .gauge(Family.MISMATCH_JOURNAL_FAILING, () -> 1)
                .gauge(Family.MISMATCH_JOURNAL_BYTES, () -> 15)
                .gauges(Family.BREAKER_STATE, () -> Map.of("chain", 2.0))
                .gauges(Family.BOTH_ENGINES_BAD, () -> Map.of("chain", 0.0))
                .counters(Family.FALLBACKS, () -> Map.of("a.B/C|internal", 9L))
                .gauge(Family.LANES, () -> 6)
                .counter(Family.LANE_CALLS, () -> 7)
                .counters(Family.LANE_FAULTS, () -> Map.of("silent", 8L))
                .gauge(Family.CONNECTIONS, () -> 3)
                .gauge(Family.STREAMS, () -> 4)
                .counters(Family.SIDECAR_RESTARTS, () -> Map.of("frozen", 2L))
                .counters(Family.LIMIT_HITS, hits::read)
                .counter(Family.AUDIT_WRITE_FAILURES, () -> 5);

        String text = text();

        for (Family family : Family.values()) {
            assertThat(text).contains("# HELP " + family.metric());
        }
        assertThat(text)
                .contains("turnout_route_share{component=\"chain\"} 0.125\n")
                .contains("turnout_route_rev 42.0\n")
                .contains("turnout_route_age_seconds 1.5\n")
                .contains("turnout_emergency_stop 1.0\n")
                .contains("turnout_sidecar_up{worker=\"1\"} 0.0\n")
                .contains("turnout_shadow_dropped_total{reason=\"cpu\"} 10.0\n")
                .contains("turnout_comparisons_total{operation=\"a.B/C\",outcome=\"match\"} 11.0\n")
                .contains("turnout_wrong_answers_served_total{component=\"chain\"} 12.0\n")
                .contains("turnout_breaker_state{component=\"chain\"} 2.0\n")
                .contains("turnout_both_engines_bad{component=\"chain\"} 0.0\n")
                .contains("turnout_fallbacks_total{operation=\"a.B/C\",reason=\"internal\"} 9.0\n")
                .contains("turnout_lanes 6.0\n")
                .contains("turnout_lane_calls_total 7.0\n")
                .contains("turnout_lane_faults_total{fault=\"silent\"} 8.0\n")
                .contains("turnout_connections 3.0\n")
                .contains("turnout_streams 4.0\n")
                .contains("turnout_sidecar_restarts_total{reason=\"frozen\"} 2.0\n")
                .contains("turnout_limit_hits_total{limit=\"connections\"} 2.0\n")
                .contains("turnout_audit_write_failures_total 5.0\n");
        assertThat(openMetrics()).contains("# UNIT turnout_route_age_seconds seconds\n");
    }

    private String text() throws IOException {
        var out = new ByteArrayOutputStream();
        PrometheusTextFormatWriter.create().write(out, metrics.registry().scrape());
        return out.toString(StandardCharsets.UTF_8);
    }

    private String openMetrics() throws IOException {
        var out = new ByteArrayOutputStream();
        OpenMetricsTextFormatWriter.create().write(out, metrics.registry().scrape());
        return out.toString(StandardCharsets.UTF_8);
    }
}
