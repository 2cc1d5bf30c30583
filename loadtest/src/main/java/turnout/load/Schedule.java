package turnout.load;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * When each call is to be sent, fixed before the first one is: nothing that happens during a run moves it.
 *
 * <p>Every arm of a comparison has the same timeline, on which its call {@code k} stands at {@code k / rate}. The
 * timelines are cut into blocks of one length, and the blocks of all arms are laid one after another into slots; so the
 * arms never run at once, and what changes slowly on the machine meets all of them.
 *
 * @param rps calls a second
 * @param callsPerArm calls of each arm
 * @param blockNanos length of a block, and of a slot
 * @param slots in the order of time
 */
public record Schedule(double rps, long callsPerArm, long blockNanos, List<Slot> slots) {

    private static final double NANOS = 1e9;

    /** Block {@code block} of arm {@code arm}, both counted from 0. */
    public record Slot(int arm, int block) {}

    public Schedule {
        if (!(rps > 0) || callsPerArm <= 0 || blockNanos <= 0) {
            throw new IllegalArgumentException("not a schedule: " + rps + "/s, " + callsPerArm + " calls");
        }
        slots = List.copyOf(slots);
    }

    /** Each block of each arm once; the arms' order within a block is drawn. */
    public static Schedule interleaved(
            double rps, long callsPerArm, long blockNanos, int arms, RandomGenerator random) {
        long blocks = (offset(callsPerArm - 1, rps) / blockNanos) + 1;
        List<Slot> slots = new ArrayList<>();
        for (int block = 0; block < blocks; block++) {
            int here = block;
            List<Slot> group = new ArrayList<>(IntStream.range(0, arms)
                    .mapToObj(arm -> new Slot(arm, here))
                    .toList());
            Collections.shuffle(group, random);
            slots.addAll(group);
        }
        return new Schedule(rps, callsPerArm, blockNanos, slots);
    }

    /** Calls whose planned time is below {@code nanos}. */
    public static long callsWithin(long nanos, double rps) {
        long calls = (long) Math.ceil(nanos * rps / NANOS);
        while (calls > 0 && offset(calls - 1, rps) >= nanos) {
            calls--;
        }
        while (offset(calls, rps) < nanos) {
            calls++;
        }
        return calls;
    }

    /** The first call of a block; that of the block after the last is the number of calls. */
    public long firstCall(int block) {
        return Math.min(callsPerArm, callsWithin(block * blockNanos, rps));
    }

    /** When call {@code call} of the arm in {@code slot} is to be sent, in nanoseconds from the start of the run. */
    public long plannedNanos(int slot, long call) {
        return slot * blockNanos + offset(call, rps) - slots.get(slot).block() * blockNanos;
    }

    private static long offset(long call, double rps) {
        return (long) (call * (NANOS / rps));
    }
}
