package turnout.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LaneReportTest {

    @Test
    void holdsTheLaneToItsPartOfGrpcsCost() {
        assertThat(direct(15, 375, 50, 400).holds()).isTrue();
        assertThat(direct(15.1, 400, 50, 400).holds()).isFalse();
        assertThat(direct(15, 374, 50, 400).holds()).isFalse();
        assertThat(direct(15, 375, 50, 399).holds()).isFalse();
    }

    @Test
    void holdsThePathToFiveTimesTheCallsAndALowerTail() {
        assertThat(whole(5_000, 900, 240).holds()).isTrue();
        assertThat(whole(4_999, 900, 240).holds()).isFalse();
        assertThat(whole(5_000, 1_000, 240).holds()).isFalse();
        assertThat(whole(5_000, 900, 241).holds()).isFalse();
    }

    @Test
    void showsEachTableWithItsRatioAndEachBound() {
        assertThat(direct(15, 375, 50, 400).text())
                .containsPattern("grpc.aio, uvloop +375.0 +25.0 ")
                .contains("echo, 1 in flight")
                .contains("grpc.aio : lane, echo, 128 in flight: 25.00, at least 25.0: holds");
        assertThat(whole(4_000, 900, 240).text())
                .contains("echo at 600 calls/s")
                .contains("calls/s through the gateway, echo, lane : grpc.aio: 4.00, at least 5.0: DOES NOT HOLD");
    }

    @Test
    void saysTheSameAsJson() {
        JsonNode report = JsonMapper.shared().readTree(whole(4_000, 900, 240).json());

        assertThat(report.get("holds").asBoolean()).isFalse();
        assertThat(report.get("gateway").get(0).get("workerMicrosPerCall").asDouble())
                .isEqualTo(12);
        assertThat(report.get("bounds").get(0).get("atLeast").asDouble()).isEqualTo(5);
    }

    @Test
    void takesARateThatTheSlowerWayCarries() {
        assertThat(GatewayPart.rateFor(
                        List.of(closed(LaneBench.ECHO, Way.LANE, 9_000, 1), closed(LaneBench.ECHO, Way.AIO, 2_450, 1))))
                .isEqualTo(900);
    }

    @Test
    void sumsTheLanesCallsOverTheirLabels() {
        String page = """
                # TYPE turnout_lane_calls_total counter
                turnout_lane_calls_total{worker="0"} 12.0
                turnout_lane_calls_total{worker="1"} 1.0E3
                turnout_lane_faults_total{fault="lost"} 7.0
                """;

        assertThat(LaneCounter.sum(page)).isEqualTo(1_012);
    }

    @Test
    void measuresNoFallbackAsALane() throws Exception {
        LaneCounter.requireAll(9_990, 10_000);

        assertThatThrownBy(() -> LaneCounter.requireAll(9_000, 10_000))
                .hasMessage("of 10000 calls only 9000 went by lane");
    }

    private static LaneReport direct(double lane, double aio, double laneSingle, double aioSingle) {
        return new LaneReport(
                List.of(
                        row(128, Way.LANE, lane),
                        row(128, Way.AIO, aio),
                        row(1, Way.LANE, laneSingle),
                        row(1, Way.AIO, aioSingle)),
                List.of(),
                List.of());
    }

    private static DirectPart.Result row(int inFlight, Way way, double micros) {
        return new DirectPart.Result(
                LaneBench.ECHO,
                inFlight,
                way,
                List.of(new ClosedLoop.Measured(10, List.of(Math.round(micros * 10_000)), 1)));
    }

    private static LaneReport whole(double laneRate, double laneTail, double decodeWorkers) {
        return new LaneReport(
                List.of(),
                List.of(
                        closed(LaneBench.ECHO, Way.LANE, laneRate, 12),
                        closed(LaneBench.ECHO, Way.AIO, 1_000, 400),
                        closed(LaneBench.DECODE, Way.LANE, 1_000, decodeWorkers),
                        closed(LaneBench.DECODE, Way.AIO, 1_000, 600)),
                List.of(paced(Way.LANE, laneTail), paced(Way.AIO, 1_000)));
    }

    /** 10 µs of the gateway; the workers share theirs. */
    private static GatewayPart.Result closed(String workload, Way way, double rate, double workerMicros) {
        long each = Math.round(workerMicros * 1_000 / 2 * 1_000);
        return new GatewayPart.Result(
                workload,
                way,
                List.of(new ClosedLoop.Measured(
                        1_000, List.of(10_000_000L, each, each), Math.round(1_000 * 1e9 / rate))));
    }

    private static GatewayPart.Paced paced(Way way, double tail) {
        return new GatewayPart.Paced(way, 600, List.of(new PacedLoop.Latencies(100, 10, tail, tail, tail)));
    }
}
