package turnout.router.engine.supervise;

import java.util.Locale;

/** Why a worker had to be started again. */
public enum RestartReason {
    /** It ended by itself. */
    EXITED,
    /** A signal that was not ours ended it. */
    SIGNALLED,
    /** It was killed because its heartbeat stayed away. */
    FROZEN,
    /** It was killed because it did not become ready. */
    NOT_READY,
    /** There was no process to begin with. */
    NOT_STARTED;

    /** As a metric's label. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
