package turnout.router.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is noise. */
final class ComparisonTest {

    @Test
    void callsAMismatchNoiseWhereOnlyFieldsDifferOnWhichPythonDisagreesWithItself() {
        Comparison mismatch = mismatch("clock", "items[3].time");

        Comparison noise = Comparison.withoutNoise(mismatch, mismatch("clock", "items[0].time", "more"));

        assertThat(noise.outcome()).isEqualTo(Outcome.NOISE);
        assertThat(noise.differences()).isEqualTo(mismatch.differences());
    }

    @Test
    void leavesOfAMixedMismatchWhatIsNoNoise() {
        Comparison left = Comparison.withoutNoise(mismatch("clock", "amount"), mismatch("clock"));

        assertThat(left.outcome()).isEqualTo(Outcome.MISMATCH);
        assertThat(left.differences()).extracting(FieldDifference::path).containsExactly("amount");
    }

    @Test
    void keepsAMismatchWherePythonAgreesWithItselfOrCouldNotBeCompared() {
        Comparison mismatch = mismatch("amount");

        assertThat(Comparison.withoutNoise(mismatch, Comparison.MATCH)).isEqualTo(mismatch);
        assertThat(Comparison.withoutNoise(mismatch, Comparison.TOLERATED)).isEqualTo(mismatch);
        assertThat(Comparison.withoutNoise(mismatch, Comparison.notCompared("basis")))
                .isEqualTo(mismatch);
        assertThat(Comparison.withoutNoise(mismatch, mismatch("clock"))).isEqualTo(mismatch);
    }

    @Test
    void tellsEntriesOfAMapApart() {
        Comparison mismatch = mismatch("labels{\"amount\"}");

        assertThat(Comparison.withoutNoise(mismatch, mismatch("labels{\"time\"}")))
                .isEqualTo(mismatch);
    }

    @Test
    void callsNothingNoiseThatMayHaveMoreFieldsThanAreKept() {
        String[] fields = IntStream.range(0, Comparison.MOST_DIFFERENCES)
                .mapToObj(i -> "field" + i)
                .toArray(String[]::new);

        assertThat(Comparison.withoutNoise(mismatch(fields), mismatch(fields)).outcome())
                .isEqualTo(Outcome.MISMATCH);
    }

    @Test
    void leavesAMatchAsItIs() {
        assertThat(Comparison.withoutNoise(Comparison.MATCH, mismatch("clock"))).isEqualTo(Comparison.MATCH);
    }

    private static Comparison mismatch(String... paths) {
        return new Comparison(
                Outcome.MISMATCH,
                "",
                java.util.Arrays.stream(paths)
                        .map(path -> new FieldDifference(path, path, "value", "1", "2"))
                        .toList());
    }
}
