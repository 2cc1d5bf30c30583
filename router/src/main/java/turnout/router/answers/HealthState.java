package turnout.router.answers;

import java.util.Set;

/**
 * What health depends on.
 *
 * @param draining the gateway takes no new calls
 * @param pythonReachable some worker may be given calls
 * @param whollyNative components of which NATIVE has every call (share 100 % in the table in force)
 */
public record HealthState(boolean draining, boolean pythonReachable, Set<String> whollyNative) {

    public HealthState {
        whollyNative = Set.copyOf(whollyNative);
    }
}
