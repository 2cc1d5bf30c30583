package turnout.router.console;

import java.util.List;
import java.util.SortedMap;
import turnout.rollout.flags.Share;

/**
 * What one gateway runs at this moment, as opposed to what operators set.
 *
 * @param routeRev revision of the routing table in force
 * @param stopped whether that table sends every call to PYTHON, by emergency stop or master flag
 * @param shares the share of NATIVE in force, by component
 * @param breakers {@code closed}, {@code half-open} or {@code open}, by component
 */
public record NodeStatus(
        String name,
        String version,
        long routeRev,
        boolean stopped,
        SortedMap<String, Share> shares,
        SortedMap<String, String> breakers,
        List<Worker> workers) {

    /** One process of the Python sidecar; its version is empty where it says none. */
    public record Worker(String name, long pid, String version, boolean up) {}
}
