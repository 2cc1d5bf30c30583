package turnout.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

    private static final long MILLI = 1_000_000;

    private final ManualPace pace = new ManualPace();

    @Test
    void countsLatencyFromThePlannedTimeWhenTheSenderItselfIsLate() throws Exception {
        // Sending takes 30 ms of a schedule that has a call every 10 ms: call k leaves 20 k ms late.
        ArmTally tally = run(10, 100, (arm, number, done) -> {
            pace.pass(30 * MILLI);
            done.ended(Status.Code.OK);
        });

        assertThat(tally.ok()).isEqualTo(10);
        assertThat(tally.max() / MILLI).isEqualTo(30 + 9 * 20);
        assertThat(tally.achievedRate()).isLessThan(50);
    }

    @Test
    void sendsOnTimeWhileAnswersAreOutstanding() throws Exception {
        long[] last = new long[1];

        ArmTally tally = run(10, 100, (arm, number, done) -> last[0] = pace.nanos());

        assertThat(last[0] - 20 * MILLI).isEqualTo(90 * MILLI);
        assertThat(tally.failures()).isEqualTo(java.util.Map.of("UNANSWERED", 10L));
        assertThat(tally.failed()).isEqualTo(10);
    }

    @Test
    void countsACallAboveTheLimitAsNotSent() throws Exception {
        ArmTally tally = run(10, 3, (arm, number, done) -> {});

        assertThat(tally.calls()).isEqualTo(10);
        assertThat(tally.failures()).containsEntry("NOT_SENT", 7L).containsEntry("UNANSWERED", 3L);
    }

    @Test
    void keepsFailuresApartByStatusAndOutOfThePercentiles() throws Exception {
        Status.Code[] codes = {Status.Code.OK, Status.Code.UNAVAILABLE, Status.Code.INTERNAL, Status.Code.UNAVAILABLE};

        ArmTally tally = run(4, 100, (arm, number, done) -> done.ended(codes[(int) number]));

        assertThat(tally.ok()).isEqualTo(1);
        assertThat(tally.measured()).isEqualTo(1);
        assertThat(tally.failures()).containsEntry("UNAVAILABLE", 2L).containsEntry("INTERNAL", 1L);
    }

    @Test
    void takesFailuresIntoThePercentilesWhenAsked() throws Exception {
        OpenLoop sender = new OpenLoop(100, true, 0, pace);

        ArmTally tally = sender.run(schedule(4), 1, (arm, number, done) -> done.ended(Status.Code.DEADLINE_EXCEEDED))
                .getFirst();

        assertThat(tally.measured()).isEqualTo(4);
        assertThat(tally.failed()).isEqualTo(4);
    }

    @Test
    void givesEachCallToItsOwnArm() throws Exception {
        Schedule schedule = Schedule.interleaved(100, 50, 100 * MILLI, 2, new SplittableRandom(3));

        List<ArmTally> tallies = new OpenLoop(100, false, 0, pace).run(schedule, 2, (arm, number, done) -> {
            pace.pass(arm * MILLI);
            done.ended(Status.Code.OK);
        });

        assertThat(tallies).allSatisfy(tally -> assertThat(tally.ok()).isEqualTo(50));
        assertThat(tallies.get(0).max()).isZero();
        assertThat(tallies.get(1).percentile(50) / MILLI).isEqualTo(1);
    }

    private ArmTally run(long calls, int limit, Caller caller) throws InterruptedException {
        return new OpenLoop(limit, false, 0, pace)
                .run(schedule(calls), 1, caller)
                .getFirst();
    }

    /** A call every 10 ms. */
    private static Schedule schedule(long calls) {
        return Schedule.interleaved(100, calls, 1_000 * MILLI, 1, new SplittableRandom(1));
    }
}
