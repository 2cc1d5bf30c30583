package turnout.router.call;

import org.jspecify.annotations.Nullable;

/**
 * Tells whoever works on a call that nobody waits for it any more: the caller went away, or the deadline passed. One
 * listener, the engine that works; any thread.
 */
public final class Cancellation {

    private boolean cancelled;
    private @Nullable Runnable listener;

    /** Runs the listener, once; a listener that comes later runs at once. */
    public void cancel() {
        Runnable waiting;
        synchronized (this) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            waiting = listener;
        }
        if (waiting != null) {
            waiting.run();
        }
    }

    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Replaces the listener: a call is worked on by one engine at a time. */
    public void onCancel(Runnable cancelWork) {
        synchronized (this) {
            listener = cancelWork;
            if (!cancelled) {
                return;
            }
        }
        cancelWork.run();
    }
}
