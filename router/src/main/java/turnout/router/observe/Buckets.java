package turnout.router.observe;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.NativeHistogramBuckets;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/**
 * Turns a histogram of nanoseconds into Prometheus' two kinds, in seconds: classic buckets, and a native histogram of
 * schema 3 (bucket i ends at 2^(i/8), prometheus.io/docs/specs/native_histograms), about 9 % wide.
 */
final class Buckets {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int SCHEMA = 3;
    // From an operation on the event loop to a call at its deadline.
    private static final double[] CLASSIC_SECONDS = {
        10e-6,
        25e-6,
        50e-6,
        100e-6,
        250e-6,
        500e-6,
        1e-3,
        2.5e-3,
        5e-3,
        10e-3,
        25e-3,
        50e-3,
        100e-3,
        250e-3,
        500e-3,
        1,
        2.5,
        5,
        10,
        30,
        Double.POSITIVE_INFINITY
    };

    private Buckets() {}

    static HistogramDataPointSnapshot of(Labels labels, Histogram nanos) {
        return HistogramDataPointSnapshot.builder()
                .labels(labels)
                .classicHistogramBuckets(ClassicHistogramBuckets.of(CLASSIC_SECONDS, classicCounts(nanos)))
                .nativeSchema(SCHEMA)
                .nativeZeroCount(nanos.getCountAtValue(0))
                .nativeBucketsForPositiveValues(nativeBuckets(nanos))
                .sum(nanos.getTotalCount() == 0 ? 0 : nanos.getMean() * nanos.getTotalCount() / NANOS_PER_SECOND)
                .build();
    }

    private static long[] classicCounts(Histogram nanos) {
        long[] counts = new long[CLASSIC_SECONDS.length];
        for (HistogramIterationValue step : nanos.recordedValues()) {
            counts[classicIndex(seconds(nanos, step))] += step.getCountAddedInThisIterationStep();
        }
        return counts;
    }

    private static NativeHistogramBuckets nativeBuckets(Histogram nanos) {
        SortedMap<Integer, Long> counts = new TreeMap<>();
        for (HistogramIterationValue step : nanos.recordedValues()) {
            if (step.getValueIteratedTo() > 0) {
                counts.merge(nativeIndex(seconds(nanos, step)), step.getCountAddedInThisIterationStep(), Long::sum);
            }
        }
        return NativeHistogramBuckets.of(List.copyOf(counts.keySet()), List.copyOf(counts.values()));
    }

    private static double seconds(Histogram nanos, HistogramIterationValue step) {
        return nanos.medianEquivalentValue(step.getValueIteratedTo()) / NANOS_PER_SECOND;
    }

    /** The first bucket whose bound is not below the value. */
    private static int classicIndex(double seconds) {
        int found = Arrays.binarySearch(CLASSIC_SECONDS, seconds);
        return found >= 0 ? found : -found - 1;
    }

    private static int nativeIndex(double seconds) {
        return (int) Math.ceil(Math.log(seconds) / Math.log(2) * (1 << SCHEMA));
    }
}
