package turnout.rollout.flags;

/** A change that was not made; the state is what it was. The message is a sentence for people. */
public final class FlagRefused extends Exception {

    public enum Kind {
        /** A value, actor or reason that no rule allows. */
        INVALID,
        /** Somebody else changed it since. */
        STALE_REV,
        /** More than the ladder's next step, without the override. */
        STEP_TOO_LARGE,
        UNKNOWN_COMPONENT,
        /** Right in itself, but not in the state that there is. */
        NOT_NOW,
        /** Somebody who may not. */
        ROLE,
        /** The state or its audit record could not be written. */
        STORE
    }

    private static final long serialVersionUID = 1;

    private final Kind kind;

    public FlagRefused(Kind kind, String sentence) {
        super(sentence);
        this.kind = kind;
    }

    public FlagRefused(Kind kind, String sentence, Throwable cause) {
        super(sentence, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The sentence shown to people. */
    public String sentence() {
        return String.valueOf(getMessage());
    }
}
