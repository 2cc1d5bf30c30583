package turnout.nativeimpl.psbt;

/** An input got no signature. Has no stack trace: it is an answer. */
public final class NotSigned extends Exception {

    private final UnsignedReason reason;

    NotSigned(UnsignedReason reason) {
        super(reason.name(), null, false, false);
        this.reason = reason;
    }

    public UnsignedReason reason() {
        return reason;
    }
}
