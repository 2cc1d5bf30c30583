package turnout.load;

import java.util.List;

/** Runs a schedule. */
@FunctionalInterface
public interface Sender {

    /** Sends every call of the schedule and blocks until all have ended or are given up; one tally for each arm. */
    List<ArmTally> run(Schedule schedule, int arms, Caller caller) throws InterruptedException;
}
