package turnout.load.bench;

import java.util.ArrayList;
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
        return median(micros);
    }

    double medianRate() {
        return median(callsPerSecond);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
