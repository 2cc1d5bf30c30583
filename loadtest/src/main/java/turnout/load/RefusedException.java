package turnout.load;

/** The command cannot do what was asked; the message is the one line that says why. */
public final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    /** What was asked makes no sense. */
    public static final int USAGE = 2;
    /** The answer is no. */
    public static final int NO = 1;
    /** Nobody answers at the target. */
    public static final int UNREACHABLE = 69;

    private final int exitCode;

    public RefusedException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
