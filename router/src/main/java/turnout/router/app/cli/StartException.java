package turnout.router.app.cli;

/** A gateway that did not start; the message is one sentence for people, such as which port is in use. */
public final class StartException extends Exception {

    private static final long serialVersionUID = 1;

    public StartException(String sentence) {
        super(sentence);
    }

    public StartException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
