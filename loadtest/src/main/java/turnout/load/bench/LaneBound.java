package turnout.load.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the lane has to keep to.
 *
 * @param name of the number
 * @param atMost whether the limit is above the number, or below it
 */
record LaneBound(String name, double number, boolean atMost, double limit) {

    boolean holds() {
        return atMost ? number <= limit : number >= limit;
    }

    String text() {
        return String.format(
                Locale.ROOT,
                "%s: %.2f, %s %s: %s",
                name,
                number,
                atMost ? "at most" : "at least",
                limit,
                holds() ? "holds" : "DOES NOT HOLD");
    }

    /** Of a service that is called directly; those whose rows were not measured are left out. */
    static List<LaneBound> direct(List<DirectPart.Result> rows) {
        List<LaneBound> bounds = new ArrayList<>();
        Optional<DirectPart.Result> busy = direct(rows, 128, Way.LANE);
        busy.ifPresent(
                row -> bounds.add(new LaneBound("service's CPU, echo, 128 in flight, µs", row.micros(), true, 15)));
        ratio(rows, 128)
                .ifPresent(
                        times -> bounds.add(new LaneBound("grpc.aio : lane, echo, 128 in flight", times, false, 25)));
        ratio(rows, 1)
                .ifPresent(times -> bounds.add(new LaneBound("grpc.aio : lane, echo, 1 in flight", times, false, 8)));
        return bounds;
    }

    /** Of the path through a gateway. What the gateway itself costs is {@code bench wire}'s subject: here its batches differ. */
    static List<LaneBound> whole(List<GatewayPart.Result> closed, List<GatewayPart.Paced> paced) {
        List<LaneBound> bounds = new ArrayList<>();
        bounds.add(new LaneBound(
                "calls/s through the gateway, echo, lane : grpc.aio",
                closed(closed, LaneBench.ECHO, Way.LANE).callsPerSecond()
                        / closed(closed, LaneBench.ECHO, Way.AIO).callsPerSecond(),
                false,
                5));
        GatewayPart.Result decode = closed(closed, LaneBench.DECODE, Way.LANE);
        bounds.add(new LaneBound(
                "CPU of gateway and workers, DecodeTransaction by lane, µs",
                decode.gatewayMicros() + decode.workerMicros(),
                true,
                250));
        bounds.add(new LaneBound(
                "p99 through the gateway at equal rate, lane : grpc.aio",
                p99(paced, Way.LANE) / p99(paced, Way.AIO),
                true,
                LESS));
        return bounds;
    }

    /** A ratio that is below one. */
    private static final double LESS = 0.999;

    private static Optional<Double> ratio(List<DirectPart.Result> rows, int inFlight) {
        return direct(rows, inFlight, Way.LANE)
                .flatMap(lane -> direct(rows, inFlight, Way.AIO).map(aio -> aio.micros() / lane.micros()));
    }

    private static Optional<DirectPart.Result> direct(List<DirectPart.Result> rows, int inFlight, Way way) {
        return rows.stream()
                .filter(row -> row.workload().equals(LaneBench.ECHO) && row.inFlight() == inFlight && row.way() == way)
                .findFirst();
    }

    private static GatewayPart.Result closed(List<GatewayPart.Result> rows, String workload, Way way) {
        return rows.stream()
                .filter(row -> row.workload().equals(workload) && row.way() == way)
                .findFirst()
                .orElseThrow();
    }

    private static double p99(List<GatewayPart.Paced> rows, Way way) {
        return rows.stream()
                .filter(row -> row.way() == way)
                .mapToDouble(GatewayPart.Paced::p99Micros)
                .findFirst()
                .orElseThrow();
    }
}
