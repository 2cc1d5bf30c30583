package turnout.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class WireReportTest {

    private static final ClosedLoop.Shape SHAPE = new ClosedLoop.Shape(4, 32);

    @Test
    void holdsTheGatewayToItsPartOfHaproxy() {
        assertThat(report(row(WireBench.HAPROXY, 10), row(WireBench.BY_KEY, 4.0), row(WireBench.AT_ZERO, 3.0))
                        .holds())
                .isTrue();
        assertThat(report(row(WireBench.HAPROXY, 10), row(WireBench.BY_KEY, 4.1), row(WireBench.AT_ZERO, 3.0))
                        .holds())
                .isFalse();
        assertThat(report(row(WireBench.HAPROXY, 10), row(WireBench.BY_KEY, 4.0), row(WireBench.AT_ZERO, 3.1))
                        .holds())
                .isFalse();
    }

    @Test
    void comparesWithTheForwarderWhereThereIsNoHaproxy() {
        WireReport report = report(row("byte forwarder (Java NIO)", 2), row(WireBench.BY_KEY, 7.2));

        assertThat(report.holds()).isFalse();
        assertThat(report.text()).contains("3.600 of byte forwarder (Java NIO), at most 3.5: DOES NOT HOLD");
    }

    @Test
    void holdsTheLaneBelowHttp2OnTheSameKindOfSocketInEveryShape() {
        assertThat(lanes(2.9, 4.9).holds()).isTrue();
        assertThat(lanes(3.0, 4.9).holds()).isFalse();
        assertThat(lanes(2.9, 5.0).holds()).isFalse();
    }

    private static WireReport lanes(double batched, double single) {
        ClosedLoop.Shape one = new ClosedLoop.Shape(4, 1);
        String name = WireBench.AT_ZERO;
        return report(
                row(WireBench.HAPROXY, 10),
                row(name, 2),
                row(name + WireBench.BY_SOCKET, 3),
                row(name + WireBench.BY_LANE, batched),
                new Row(name + WireBench.BY_SOCKET, one, List.of(5.0), List.of(1_000.0), 0),
                new Row(name + WireBench.BY_LANE, one, List.of(single), List.of(1_000.0), 0));
    }

    @Test
    void holdsAGatewayToTheOtherOneRoundByRound() {
        assertThat(besideAnother(List.of(10.2, 20.4, 30.6)).holds()).isTrue();
        assertThat(besideAnother(List.of(10.0, 20.5, 30.8)).holds()).isFalse();
        assertThat(besideAnother(List.of(10.0, 20.5, 30.8)).text())
                .contains("turnout, share 0, 4 x 32: 1.025 of other turnout, share 0, at most 1.02: DOES NOT HOLD");
    }

    private static WireReport besideAnother(List<Double> micros) {
        List<Double> rates = List.of(1.0, 1.0, 1.0);
        return report(
                new Row(WireBench.OTHER + WireBench.AT_ZERO, SHAPE, List.of(10.0, 20.0, 30.0), rates, 0),
                new Row(WireBench.AT_ZERO, SHAPE, micros, rates, 0));
    }

    @Test
    void takesTheMedianOfTheRounds() {
        Row row = new Row("x", SHAPE, List.of(9.0, 1.0, 2.0), List.of(1.0, 2.0, 3.0), 0);

        assertThat(row.medianMicros()).isEqualTo(2.0);
    }

    @Test
    void namesWhatIsNotInstalled() {
        assertThat(new WireReport(List.of(row("byte forwarder (Java NIO)", 2)), List.of("nginx")).text())
                .contains("nginx is not on PATH: left out");
    }

    private static WireReport report(Row... rows) {
        return new WireReport(List.of(rows), List.of());
    }

    private static Row row(String peer, double micros) {
        return new Row(peer, SHAPE, List.of(micros), List.of(1_000.0), 0);
    }
}
