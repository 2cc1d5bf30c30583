package turnout.load;

import java.util.List;

/**
 * What is about to be measured, as the report says it.
 *
 * @param seed of the order of the arms in each block
 * @param warmUpCalls to each arm, before the measured ones and not among them
 */
record LoadPlan(
        String method,
        String target,
        int connections,
        Schedule schedule,
        List<Arm> arms,
        int messages,
        long warmUpCalls,
        long seed) {

    LoadPlan {
        arms = List.copyOf(arms);
    }
}
