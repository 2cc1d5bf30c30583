package turnout.router.engine.supervise;

/** What a worker is at the moment. */
public enum WorkerState {
    /** The process runs and has not said that it is ready. */
    STARTING,
    /** Takes calls. */
    READY,
    /** Ready, but its heartbeat is missing: no calls until it is back. */
    SUSPECT,
    /** Was told to end, by a signal that has not ended it yet, or has ended for good. */
    DOWN,
    /** No process; the next one is started after a pause. */
    BACKING_OFF
}
