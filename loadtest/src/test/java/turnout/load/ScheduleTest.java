package turnout.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduleTest {

    private static final long SECOND = 1_000_000_000;

    @ParameterizedTest
    @CsvSource({"500, 20, 10000", "0.5, 3, 2", "3, 1, 3", "0.1, 1, 1", "333.3, 10, 3333"})
    void plansAsManyCallsAsFitIntoTheDuration(double rps, long seconds, long calls) {
        assertThat(Schedule.callsWithin(seconds * SECOND, rps)).isEqualTo(calls);
    }

    @Test
    void spacesTheCallsOfOneArmEvenlyAcrossBlocks() {
        Schedule schedule = Schedule.interleaved(500, 1_200, SECOND, 1, new SplittableRandom(1));

        List<Long> times = new ArrayList<>();
        for (int slot = 0; slot < schedule.slots().size(); slot++) {
            int block = schedule.slots().get(slot).block();
            for (long call = schedule.firstCall(block); call < schedule.firstCall(block + 1); call++) {
                times.add(schedule.plannedNanos(slot, call));
            }
        }

        assertThat(times).hasSize(1_200);
        for (int i = 0; i < times.size(); i++) {
            assertThat(times.get(i)).isEqualTo(i * 2_000_000L);
        }
    }

    @Test
    void givesEachArmEachBlockOnceAndNeverTwoArmsTheSameTime() {
        Schedule schedule = Schedule.interleaved(100, 950, SECOND, 2, new SplittableRandom(7));

        assertThat(schedule.slots()).hasSize(20).doesNotHaveDuplicates();
        for (int block = 0; block < 10; block++) {
            int here = block;
            assertThat(schedule.slots().subList(2 * block, 2 * block + 2))
                    .allSatisfy(slot -> assertThat(slot.block()).isEqualTo(here));
        }
        assertThat(schedule.firstCall(10)).isEqualTo(950);
        assertThat(schedule.plannedNanos(19, 949)).isEqualTo(19 * SECOND + 490_000_000);
    }

    @Test
    void drawsTheOrderOfTheArmsFromTheSeed() {
        Schedule first = Schedule.interleaved(100, 2_000, SECOND, 2, new SplittableRandom(7));

        assertThat(Schedule.interleaved(100, 2_000, SECOND, 2, new SplittableRandom(7)))
                .isEqualTo(first);
        assertThat(Schedule.interleaved(100, 2_000, SECOND, 2, new SplittableRandom(8)))
                .isNotEqualTo(first);
    }

    @Test
    void keepsEveryCallAtARateThatDividesNothing() {
        Schedule schedule = Schedule.interleaved(7.3, 100, SECOND, 2, new SplittableRandom(1));

        long calls = 0;
        for (Schedule.Slot slot : schedule.slots()) {
            calls += schedule.firstCall(slot.block() + 1) - schedule.firstCall(slot.block());
        }

        assertThat(calls).isEqualTo(200);
    }
}
