package turnout.nativeimpl.codec;

/** The bytes are not what was to be read. Has no stack trace: it is an answer to a caller, not a fault of ours. */
public final class Malformed extends Exception {

    public Malformed(String message) {
        super(message, null, false, false);
    }
}
