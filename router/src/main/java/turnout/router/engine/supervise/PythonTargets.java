package turnout.router.engine.supervise;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/**
 * Where PYTHON is reached at the moment. Methods return at once and may be called on any thread; listeners and
 * completions run on the supervisor's thread, one at a time and in order, and must be quick.
 */
public interface PythonTargets {

    /** The workers that can be connected to, by number; empty while none can. Immutable; one volatile read. */
    List<SidecarAddress> current();

    /** Tells {@code listener} the list of now, then each list that follows. */
    void onChange(Consumer<List<SidecarAddress>> listener);

    /** A worker has not answered its heartbeat for too long. Said of a generation that has gone, it means nothing. */
    void heartbeatLost(int worker, long generation);

    /** A worker that was lost answers again. */
    void heartbeatBack(int worker, long generation);

    /** All workers, usable or not, for {@code status} and {@code sidecar_up}. Immutable; one volatile read. */
    List<WorkerStatus> workers();

    /** How often a worker was started again, by reason. Immutable. */
    Map<RestartReason, Long> restarts();

    /** Whether any worker may be given calls. */
    default boolean reachable() {
        List<SidecarAddress> addresses = current();
        for (int i = 0; i < addresses.size(); i++) {
            if (addresses.get(i).inUse()) {
                return true;
            }
        }
        return false;
    }

    /** Ends what this started; completes when nothing of it is left. */
    CompletionStage<?> stop();
}
