package turnout.router.stop;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Whether everything is stopped, and which components are held at 0. Immutable.
 *
 * @param rev rises by one with each change
 * @param actor who stopped or lifted last; empty when nobody ever did
 * @param held components that nobody has started again since a stop was lifted
 */
public record StopState(long rev, boolean stopped, String actor, String reason, Instant since, SortedSet<String> held) {

    public StopState {
        held = Collections.unmodifiableSortedSet(new TreeSet<>(held));
    }

    static StopState untouched(Instant now) {
        return new StopState(0, false, "", "", now, new TreeSet<>());
    }

    StopState stoppedBy(String who, String why, Instant now) {
        return new StopState(rev + 1, true, who, why, now, held);
    }

    StopState liftedBy(String who, String why, Instant now, Collection<String> components) {
        return new StopState(rev + 1, false, who, why, now, new TreeSet<>(components));
    }

    StopState started(String component) {
        SortedSet<String> still = new TreeSet<>(held);
        still.remove(component);
        return new StopState(rev + 1, stopped, actor, reason, since, still);
    }

    /** As the audit log keeps it. */
    Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("stopped", stopped);
        values.put("held", List.copyOf(held));
        return values;
    }
}
