package turnout.nativeimpl.script;

import turnout.bitcoin.v1.Network;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.descriptor.Descriptor;
import turnout.nativeimpl.descriptor.DescriptorProblem;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.refusal.Refusal;

/** The fields {@code network} and {@code output_descriptor} of a request; the latter is never quoted. */
final class DescriptorField {

    private static final String NAME = "output_descriptor";

    private DescriptorField() {}

    /** @param size bytes of the text on the wire */
    static Descriptor required(Network network, int networkNumber, String text, int size) throws Refusal {
        Chain chain = Networks.required("network", network, networkNumber);
        if (text.isEmpty()) {
            throw Refusal.required(NAME);
        }
        if (size > Descriptor.MAX_LENGTH) {
            throw Refusal.at(NAME, Reason.LIMIT_EXCEEDED, NAME + ": longer than " + Descriptor.MAX_LENGTH + " bytes");
        }
        try {
            return Descriptor.read(text, chain);
        } catch (DescriptorProblem problem) {
            throw refusal(problem);
        }
    }

    static Refusal refusal(DescriptorProblem problem) {
        return Refusal.at(NAME, problem.reason(), NAME + ": " + problem.text());
    }
}
