package turnout.load;

import java.util.Map;

/**
 * One side of a comparison.
 *
 * @param name as the report says it
 * @param metadata what its calls carry: the caller's own, and what forces the engine
 */
record Arm(String name, Map<String, String> metadata) {

    Arm {
        metadata = Map.copyOf(metadata);
    }
}
