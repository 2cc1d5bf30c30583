package turnout.nativeimpl.psbt;

/** No lock time meets what the inputs require together (BIP370). Has no stack trace: it is an answer. */
public final class LockTimeConflict extends Exception {

    LockTimeConflict() {
        super("the inputs' required lock times exclude each other", null, false, false);
    }
}
