package turnout.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ShadowReportTest {

    private static final Map<String, Long> DROPPED = Map.of("in-flight", 10L);

    @Test
    void allowsAHundredMicrosecondsOrTwoPercentWhicheverIsLarger() {
        assertThat(healthy(400, 500, 1_000).holds()).isTrue();
        assertThat(healthy(400, 501, 1_000).holds()).isFalse();
        assertThat(healthy(10_000, 10_200, 1_000).holds()).isTrue();
        assertThat(healthy(10_000, 10_201, 1_000).holds()).isFalse();
    }

    @Test
    void wantsNineteenOfTwentyShadowCallsCompared() {
        assertThat(healthy(400, 400, 950).holds()).isTrue();
        assertThat(healthy(400, 400, 949).holds()).isFalse();
        assertThat(healthy(400, 400, 949).text()).contains("94.9 % compared, at least 95: DOES NOT HOLD");
    }

    @Test
    void wantsTheHeapFlatAndTheHungEngineOverloaded() {
        assertThat(hung(100, 110, DROPPED).holds()).isTrue();
        assertThat(hung(100, 111, DROPPED).holds()).isFalse();
        assertThat(hung(100, 100, Map.of()).holds()).isFalse();
    }

    @Test
    void promisesNothingForAnEngineThatIsSlowOrThrows() {
        ShadowReport report = new ShadowReport(
                1_000, List.of(row("slow", 0, round(1, 0, 0)), row("slow", 100, round(9_999, 1_000, 1))));

        assertThat(report.bounds()).isEmpty();
    }

    @Test
    void hasADashWhereNothingWasAskedForAndStaysJson() {
        ShadowReport report = healthy(400, 400, 1_000);

        assertThat(report.text()).doesNotContain("NaN");
        assertThat(JsonMapper.shared()
                        .readTree(report.json())
                        .get("rows")
                        .get(0)
                        .get("compared")
                        .isNull())
                .isTrue();
    }

    private static ShadowReport healthy(double p99AtZero, double p99, long compared) {
        return new ShadowReport(
                1_000,
                List.of(
                        row(ShadowReport.HEALTHY, 0, round(p99AtZero, 0, 0)),
                        row(ShadowReport.HEALTHY, 100, round(p99, 1_000, compared))));
    }

    private static ShadowReport hung(long firstLive, long lastLive, Map<String, Long> dropped) {
        return new ShadowReport(
                1_000,
                List.of(
                        row(ShadowReport.HANG, 0, round(400, 0, 0)),
                        row(
                                ShadowReport.HANG,
                                100,
                                round(400, 1_000, new ShadowCounters(0, dropped), firstLive),
                                round(400, 1_000, new ShadowCounters(0, dropped), lastLive))));
    }

    private static ShadowReport.Row row(String fault, int percent, ShadowReport.Round... rounds) {
        return new ShadowReport.Row(fault, percent, List.of(rounds));
    }

    private static ShadowReport.Round round(double p99, double asked, long compared) {
        return round(p99, asked, new ShadowCounters(compared, Map.of()), 100);
    }

    private static ShadowReport.Round round(double p99, double asked, ShadowCounters counted, long live) {
        return new ShadowReport.Round(
                new PacedLoop.Latencies(1_000, 100, p99, p99, p99), 10, asked, counted, live, 1_000);
    }
}
