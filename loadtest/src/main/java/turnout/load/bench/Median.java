package turnout.load.bench;

import java.util.ArrayList;
import java.util.List;

/** Of the rounds. */
final class Median {

    private Median() {}

    static double of(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        sorted.sort(null);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
