package turnout.load;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Sends each call at its planned time, whatever became of those before it.
 *
 * <p>Latency counts from the planned time, so a call that the sender itself was late with is a slow call, and a server
 * that stalls is charged for every call that was due in the meantime. The one thing that stops a call from being sent is
 * the limit of calls in flight, which keeps a dead server from filling the heap; each of them is counted as not sent.
 */
public final class OpenLoop implements Sender {

    /** The first call is planned this far in the future, so that it is not late by the time the loop starts. */
    private static final long LEAD_NANOS = 20_000_000;

    private final int inFlightLimit;
    private final boolean countFailures;
    private final long patienceNanos;
    private final Pace pace;

    /**
     * @param countFailures whether failed calls belong to the percentiles
     * @param patienceNanos how long calls that are still open after the last one was sent are waited for
     */
    public OpenLoop(int inFlightLimit, boolean countFailures, long patienceNanos, Pace pace) {
        this.inFlightLimit = inFlightLimit;
        this.countFailures = countFailures;
        this.patienceNanos = patienceNanos;
        this.pace = pace;
    }

    @Override
    public List<ArmTally> run(Schedule schedule, int arms, Caller caller) throws InterruptedException {
        List<ArmTally> tallies = new ArrayList<>();
        for (int arm = 0; arm < arms; arm++) {
            tallies.add(new ArmTally(countFailures));
        }
        Semaphore room = new Semaphore(inFlightLimit);
        long start = pace.nanos() + LEAD_NANOS;
        for (int slot = 0; slot < schedule.slots().size(); slot++) {
            int arm = schedule.slots().get(slot).arm();
            int block = schedule.slots().get(slot).block();
            long from = schedule.firstCall(block);
            long to = schedule.firstCall(block + 1);
            BlockTally tally = tallies.get(arm).open(block, (int) (to - from));
            for (long call = from; call < to; call++) {
                long planned = start + schedule.plannedNanos(slot, call);
                pace.awaitUntil(planned);
                if (room.tryAcquire()) {
                    tallies.get(arm).sent();
                    caller.call(arm, call, status -> {
                        tally.ended(status, pace.nanos() - planned);
                        room.release();
                    });
                } else {
                    tally.notSent();
                }
            }
            tallies.get(arm).ran(to - from, pace.nanos() - start - schedule.plannedNanos(slot, from));
        }
        // Every permit back means that every call has ended; what has not by then shows as unanswered.
        room.tryAcquire(inFlightLimit, patienceNanos, TimeUnit.NANOSECONDS);
        return tallies;
    }
}
