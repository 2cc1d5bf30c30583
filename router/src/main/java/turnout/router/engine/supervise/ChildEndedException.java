package turnout.router.engine.supervise;

/** A child process ended before it was ready; the message says how, and the last thing it printed. */
public final class ChildEndedException extends Exception {

    ChildEndedException(String message) {
        super(message);
    }
}
