package turnout.router.route;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import turnout.rollout.flags.Share;

/**
 * What this node holds against the operators' flags. Immutable.
 *
 * @param stop the emergency stop: every call to PYTHON
 * @param held components that were rolled back and not started again
 * @param breakers the largest share that a component's local breaker allows: none while open, some while half-open;
 *     absent while closed
 */
public record Overrides(boolean stop, Set<String> held, Map<String, Share> breakers) {

    public static final Overrides NONE = new Overrides(false, Set.of(), Map.of());

    public Overrides {
        held = Set.copyOf(held);
        breakers = Map.copyOf(breakers);
    }

    public Overrides withStop(boolean stopped) {
        return new Overrides(stopped, held, breakers);
    }

    public Overrides withHeld(String component, boolean isHeld) {
        Set<String> all = new HashSet<>(held);
        if (isHeld) {
            all.add(component);
        } else {
            all.remove(component);
        }
        return new Overrides(stop, all, breakers);
    }

    /** @param allowed {@link Share#ALL} for a closed breaker */
    public Overrides withBreaker(String component, Share allowed) {
        Map<String, Share> all = new HashMap<>(breakers);
        if (allowed.equals(Share.ALL)) {
            all.remove(component);
        } else {
            all.put(component, allowed);
        }
        return new Overrides(stop, held, all);
    }
}
