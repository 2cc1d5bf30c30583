package turnout.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.grpc.Status;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void givesTheRatioOfThePercentilesOverAllCalls() {
        Comparison comparison = comparison(1, 100);

        assertThat(comparison.ratio(50).orElseThrow()).isCloseTo(0.25, within(0.01));
        assertThat(comparison.ratio(99).orElseThrow()).isCloseTo(0.25, within(0.01));
    }

    @Test
    void givesNoIntervalForFewerBlocksThanHoldIt() {
        assertThat(comparison(19, 10).medianInterval()).isEmpty();
    }

    @Test
    void givesAnIntervalAroundTheRatioFromTwentyBlocksOn() {
        StudentT interval = comparison(20, 10).medianInterval().orElseThrow();

        assertThat(interval.low()).isLessThan(interval.high());
        assertThat(interval.low()).isCloseTo(0.25, within(0.02));
        assertThat(interval.high()).isCloseTo(0.25, within(0.02));
        assertThat(interval.blocks()).isEqualTo(20);
    }

    @Test
    void givesNoIntervalOfAP99ForBlocksOfTooFewCalls() {
        assertThat(comparison(20, 999).p99Interval()).isEmpty();
        assertThat(comparison(20, 1_000).p99Interval()).isPresent();
    }

    @Test
    void knowsStudentsDistribution() {
        assertThat(StudentT.quantile(9)).isCloseTo(2.2622, within(0.001));
        assertThat(StudentT.quantile(19)).isCloseTo(2.0930, within(0.0005));
        assertThat(StudentT.quantile(99)).isCloseTo(1.9842, within(0.0005));
    }

    @Test
    void holdsNinetyFivePercentOfTheTime() {
        SplittableRandom random = new SplittableRandom(20261125);
        int held = 0;

        for (int run = 0; run < 2_000; run++) {
            List<Double> ratios = Stream.generate(() -> Math.exp(random.nextGaussian() * 0.3))
                    .limit(20)
                    .toList();
            StudentT interval = StudentT.ofRatios(ratios);
            held += interval.low() <= 1 && interval.high() >= 1 ? 1 : 0;
        }

        assertThat(held).isBetween(1_870, 1_930);
    }

    @Test
    void takesNoBlockThatOneArmDidNotFinish() {
        ArmTally python = arm(20, 10, 4_000_000);
        ArmTally ours = arm(19, 10, 1_000_000);
        ours.open(19, 10).ended(Status.Code.OK, 1_000_000);

        assertThat(new Comparison(ours, python).medianInterval()).isEmpty();
    }

    private static Comparison comparison(int blocks, int calls) {
        return new Comparison(arm(blocks, calls, 1_000_000), arm(blocks, calls, 4_000_000));
    }

    /** Every block a little different, so that there is something to be unsure of. */
    private static ArmTally arm(int blocks, int calls, long nanos) {
        ArmTally arm = new ArmTally(false);
        for (int block = 0; block < blocks; block++) {
            BlockTally tally = arm.open(block, calls);
            for (int call = 0; call < calls; call++) {
                tally.ended(Status.Code.OK, nanos + nanos / 1_000 * ((block * 7L + nanos / 1_000_000) % 5));
            }
        }
        return arm;
    }
}
