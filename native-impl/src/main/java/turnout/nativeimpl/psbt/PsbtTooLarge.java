package turnout.nativeimpl.psbt;

/** More records or elements than a PSBT may have here. Has no stack trace: it is an answer, not a fault of ours. */
public final class PsbtTooLarge extends Exception {

    PsbtTooLarge(String message) {
        super(message, null, false, false);
    }
}
