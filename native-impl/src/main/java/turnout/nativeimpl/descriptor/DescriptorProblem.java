package turnout.nativeimpl.descriptor;

import java.io.Serial;
import turnout.errors.v1.Reason;

/** Why a text is no descriptor, or has no script at an index. Its message never holds a part of the descriptor. */
public final class DescriptorProblem extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    private final Reason reason;

    private DescriptorProblem(Reason reason, String message) {
        super(message, null, false, false);
        this.reason = reason;
    }

    static DescriptorProblem invalid(String message) {
        return new DescriptorProblem(Reason.DESCRIPTOR_INVALID, message);
    }

    static DescriptorProblem checksum(String message) {
        return new DescriptorProblem(Reason.DESCRIPTOR_CHECKSUM_INVALID, message);
    }

    static DescriptorProblem miniscript() {
        return new DescriptorProblem(Reason.MINISCRIPT_UNSUPPORTED, "miniscript is not supported");
    }

    static DescriptorProblem limit(String message) {
        return new DescriptorProblem(Reason.LIMIT_EXCEEDED, message);
    }

    static DescriptorProblem hardened() {
        return new DescriptorProblem(Reason.HARDENED_FROM_PUBLIC, "a hardened step needs the private key");
    }

    static DescriptorProblem underivable() {
        return new DescriptorProblem(Reason.CHILD_NOT_DERIVABLE, "a key on the way does not exist");
    }

    public Reason reason() {
        return reason;
    }

    /** What is wrong, in one sentence. */
    public String text() {
        return String.valueOf(getMessage());
    }
}
