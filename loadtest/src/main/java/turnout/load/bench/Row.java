package turnout.load.bench;

import java.util.List;

/**
 * What one peer cost in one shape of load.
 *
 * @param micros CPU µs per call, one for each round
 */
record Row(String peer, ClosedLoop.Shape shape, List<Double> micros, List<Double> callsPerSecond, long residentBytes) {

    Row {
        micros = List.copyOf(micros);
        callsPerSecond = List.copyOf(callsPerSecond);
    }

    double medianMicros() {
        return Median.of(micros);
    }

    double medianRate() {
        return Median.of(callsPerSecond);
    }
}
