package turnout.nativeimpl.script;

import turnout.nativeimpl.descriptor.Descriptor;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.ParseDescriptorRequest;
import turnout.script.v1.ParseDescriptorResponse;

/** What Core's getdescriptorinfo says. */
final class ParseDescriptor {

    private ParseDescriptor() {}

    static ParseDescriptorResponse answer(ParseDescriptorRequest request) throws Refusal {
        Descriptor descriptor = DescriptorField.required(
                request.getNetwork(),
                request.getNetworkValue(),
                request.getOutputDescriptor(),
                request.getOutputDescriptorBytes().size());
        ParseDescriptorResponse.Builder response = ParseDescriptorResponse.newBuilder()
                .setOutputDescriptor(descriptor.text(0))
                .setChecksum(descriptor.checksum())
                .setIsRange(descriptor.isRange())
                .setIsSolvable(descriptor.isSolvable())
                .setHasPrivateKeys(descriptor.hasPrivateKeys());
        if (descriptor.alternatives() > 1) {
            for (int i = 0; i < descriptor.alternatives(); i++) {
                response.addMultipathExpansion(descriptor.text(i));
            }
        }
        return response.build();
    }
}
