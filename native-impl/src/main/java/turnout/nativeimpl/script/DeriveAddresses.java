package turnout.nativeimpl.script;

import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.ScriptTemplate;
import turnout.nativeimpl.descriptor.DescribedOutput;
import turnout.nativeimpl.descriptor.Descriptor;
import turnout.nativeimpl.descriptor.DescriptorProblem;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.ScriptMessages;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.DeriveAddressesRequest;
import turnout.script.v1.DeriveAddressesResponse;
import turnout.script.v1.DerivedOutput;

/** A page of a descriptor's outputs; Core's deriveaddresses, with the scripts. */
final class DeriveAddresses {

    private static final int MAX_COUNT = 1_000;
    // 10,000 derivations take PYTHON 0.7 s at the worst (musig).
    private static final int MAX_STEPS = 10_000;

    private DeriveAddresses() {}

    static DeriveAddressesResponse answer(DeriveAddressesRequest request) throws Refusal {
        Descriptor descriptor = DescriptorField.required(
                request.getNetwork(),
                request.getNetworkValue(),
                request.getOutputDescriptor(),
                request.getOutputDescriptorBytes().size());
        int first = request.getFirstIndex();
        int count = count(request, descriptor);
        ScriptPrinter printer =
                new ScriptPrinter(Networks.required("network", request.getNetwork(), request.getNetworkValue()));
        DeriveAddressesResponse.Builder response = DeriveAddressesResponse.newBuilder();
        try {
            for (int alternative = 0; alternative < descriptor.alternatives(); alternative++) {
                for (DescribedOutput output : descriptor.outputs(alternative, first, count)) {
                    response.addOutputs(message(output, alternative, printer));
                }
            }
        } catch (DescriptorProblem problem) {
            throw DescriptorField.refusal(problem);
        }
        return response.build();
    }

    private static int count(DeriveAddressesRequest request, Descriptor descriptor) throws Refusal {
        int first = request.getFirstIndex();
        if (first < 0) {
            throw Refusal.at("first_index", Reason.INDEX_INVALID, "first_index: not below 2^31");
        }
        if (first > 0 && !descriptor.isRange()) {
            throw Refusal.at("first_index", Reason.DESCRIPTOR_NOT_RANGED, "first_index: there is no wildcard");
        }
        int count = request.getCount() == 0 ? 1 : request.getCount();
        if (Integer.compareUnsigned(count, MAX_COUNT) > 0) {
            throw Refusal.at("count", Reason.LIMIT_EXCEEDED, "count: above " + MAX_COUNT);
        }
        if (count > 1 && !descriptor.isRange()) {
            throw Refusal.at("count", Reason.DESCRIPTOR_NOT_RANGED, "count: there is no wildcard");
        }
        if (first > Integer.MAX_VALUE - (count - 1)) {
            throw Refusal.at("count", Reason.INDEX_INVALID, "count: leads to an index of 2^31 or more");
        }
        if (descriptor.steps(count) > MAX_STEPS) {
            throw Refusal.at("count", Reason.LIMIT_EXCEEDED, "count: needs more than " + MAX_STEPS + " derivations");
        }
        return count;
    }

    private static DerivedOutput message(DescribedOutput output, int alternative, ScriptPrinter printer) {
        ScriptTemplate template = ScriptTemplate.of(output.scriptPubKey());
        String address = printer.address(template);
        return DerivedOutput.newBuilder()
                .setAlternative(alternative)
                .setIndex(output.index())
                .setScriptPubKey(Slices.bytes(output.scriptPubKey()))
                .setAddress(address == null ? "" : address)
                .setType(ScriptMessages.type(template.kind()))
                .setRedeemScript(Slices.bytes(output.redeemScript()))
                .setWitnessScript(Slices.bytes(output.witnessScript()))
                .build();
    }
}
