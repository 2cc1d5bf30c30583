package turnout.router.shadow;

import java.time.Duration;

/**
 * What shadow calls may cost.
 *
 * @param inFlight shadow calls at one time; more are dropped
 * @param heldBytes requests and replies that they hold; more are dropped
 * @param deadline of one shadow call, and of asking PYTHON again
 * @param compareThreads threads that compare
 * @param compareQueue pairs that may wait for one; more are dropped
 * @param cpuCeiling of the machine, 0 to 1; above it no shadow call begins
 */
public record ShadowRules(
        int inFlight, long heldBytes, Duration deadline, int compareThreads, int compareQueue, double cpuCeiling) {}
