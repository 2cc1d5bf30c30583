package turnout.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** NATIVE against PYTHON: ratios of their percentiles, and how sure the blocks make them. */
record Comparison(ArmTally nativeArm, ArmTally pythonArm) {

    /** Fewer pairs of blocks do not hold 95 %. */
    static final int FEWEST_BLOCKS = 20;

    /** Fewer calls in a block do not make a p99. */
    static final int FEWEST_CALLS_FOR_P99 = 1_000;

    /** Of the percentile over all calls; empty when either arm has none. */
    Optional<Double> ratio(double percent) {
        long nativeNanos = nativeArm.percentile(percent);
        long pythonNanos = pythonArm.percentile(percent);
        return nativeNanos == 0 || pythonNanos == 0
                ? Optional.empty()
                : Optional.of((double) nativeNanos / pythonNanos);
    }

    Optional<StudentT> medianInterval() {
        return interval(BlockTally.Percentiles::p50, 1);
    }

    Optional<StudentT> p99Interval() {
        return interval(BlockTally.Percentiles::p99, FEWEST_CALLS_FOR_P99);
    }

    private Optional<StudentT> interval(ToLongFunction<BlockTally.Percentiles> percentile, int fewestCalls) {
        List<Double> ratios = new ArrayList<>();
        int blocks = Math.min(nativeArm.blocks().size(), pythonArm.blocks().size());
        for (int block = 0; block < blocks; block++) {
            var ours = nativeArm.blocks().get(block).percentiles().filter(p -> p.calls() >= fewestCalls);
            var theirs = pythonArm.blocks().get(block).percentiles().filter(p -> p.calls() >= fewestCalls);
            if (ours.isPresent() && theirs.isPresent()) {
                ratios.add((double) percentile.applyAsLong(ours.get()) / percentile.applyAsLong(theirs.get()));
            }
        }
        return ratios.size() < FEWEST_BLOCKS ? Optional.empty() : Optional.of(StudentT.ofRatios(ratios));
    }
}
