package turnout.load;

import java.util.List;
import java.util.Optional;

/**
 * What came of a run.
 *
 * @param selfTest one line, or why there is none
 * @param warmUp tallies of the warm-up, in the order of the arms; empty without one
 * @param tallies in the order of the arms
 */
record LoadResult(LoadPlan plan, String selfTest, List<ArmTally> warmUp, List<ArmTally> tallies) {

    LoadResult {
        warmUp = List.copyOf(warmUp);
        tallies = List.copyOf(tallies);
    }

    long failed() {
        return failed(tallies) + failed(warmUp);
    }

    static long failed(List<ArmTally> tallies) {
        return tallies.stream().mapToLong(ArmTally::failed).sum();
    }

    /** Present when both engines were measured. */
    Optional<Comparison> comparison() {
        Optional<ArmTally> ours = arm(LoadCommand.NATIVE);
        return ours.flatMap(
                nativeArm -> arm(LoadCommand.PYTHON).map(pythonArm -> new Comparison(nativeArm, pythonArm)));
    }

    private Optional<ArmTally> arm(String name) {
        for (int arm = 0; arm < tallies.size(); arm++) {
            if (plan.arms().get(arm).name().equals(name)) {
                return Optional.of(tallies.get(arm));
            }
        }
        return Optional.empty();
    }
}
