package turnout.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShadowCountersTest {

    private static final String BEFORE = """
            # TYPE turnout_comparisons_total counter
            turnout_comparisons_total{operation="a/B",outcome="match"} 10.0
            turnout_shadow_dropped_total{reason="in-flight"} 3.0
            turnout_shadow_dropped_total{reason="deadline"} 2.0
            """;

    @Test
    void tellsWhatWasComparedFromWhatWasDroppedAndWhy() {
        ShadowCounters after = ShadowCounters.of("""
                turnout_comparisons_total{operation="a/B",outcome="match"} 15.0
                turnout_comparisons_total{operation="a/B",outcome="mismatch"} 1.0
                turnout_comparisons_total{operation="a/B",outcome="not-compared(tip)"} 4.0
                turnout_shadow_dropped_total{reason="in-flight"} 9.0
                turnout_shadow_dropped_total{reason="deadline"} 2.0
                turnout_calls_total{operation="a/B",outcome="answered"} 99.0
                """);

        ShadowCounters grown = after.since(ShadowCounters.of(BEFORE));

        assertThat(grown.compared()).isEqualTo(6);
        assertThat(grown.dropped()).isEqualTo(Map.of("in-flight", 6L, "not-compared(tip)", 4L));
    }
}
