package turnout.router.app.config;

/** A value that its key cannot take; the message is a sentence without the key's name. */
final class UnfitException extends Exception {

    private static final long serialVersionUID = 1;

    UnfitException(String sentence) {
        super(sentence);
    }
}
