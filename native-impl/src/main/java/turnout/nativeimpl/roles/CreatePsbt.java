package turnout.nativeimpl.roles;

import java.util.ArrayList;
import java.util.List;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.AddressReader;
import turnout.nativeimpl.codec.AddressReading;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.psbt.Creator;
import turnout.nativeimpl.psbt.Creator.NewInput;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.CreatePsbtRequest;
import turnout.script.v1.CreatePsbtResponse;
import turnout.script.v1.PsbtNewInput;
import turnout.script.v1.PsbtNewOutput;

/** A PSBT of a transaction that nobody has signed, as Core's createpsbt. */
public final class CreatePsbt {

    private static final int MAX_COUNT = 10_000;
    private static final int DEFAULT_VERSION = 2;

    // Core's defaults: signals replacement; no replacement, but a lock time that counts; neither.
    private static final int REPLACEABLE = 0xfffffffd;
    private static final int LOCKED = 0xfffffffe;
    private static final int FINAL = 0xffffffff;

    private CreatePsbt() {}

    public static CreatePsbtResponse answer(CreatePsbtRequest request) throws Refusal {
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        int version = PsbtFields.version(request.getPsbtVersion(), request.getPsbtVersionValue());
        PsbtFields.atMost("inputs", request.getInputsCount(), MAX_COUNT);
        int sequence = request.getReplaceable() ? REPLACEABLE : request.getLockTime() != 0 ? LOCKED : FINAL;
        List<NewInput> inputs = new ArrayList<>();
        for (int i = 0; i < request.getInputsCount(); i++) {
            inputs.add(input("inputs[" + i + "]", request.getInputs(i), version, sequence));
        }
        PsbtFields.atMost("outputs", request.getOutputsCount(), MAX_COUNT);
        List<RawOutput> outputs = new ArrayList<>();
        for (int i = 0; i < request.getOutputsCount(); i++) {
            outputs.add(output("outputs[" + i + "]", request.getOutputs(i), chain));
        }
        int transactionVersion = request.hasTransactionVersion() ? request.getTransactionVersion() : DEFAULT_VERSION;
        Slice psbt = Creator.create(version, transactionVersion, inputs, outputs, request.getLockTime());
        return CreatePsbtResponse.newBuilder().setPsbt(Slices.bytes(psbt)).build();
    }

    private static NewInput input(String field, PsbtNewInput given, int version, int sequence) throws Refusal {
        RawInput spend = new RawInput(
                PsbtFields.txid(field + ".txid", given.getTxid()),
                given.getVout(),
                Slice.of(new byte[0]),
                given.hasSequence() ? given.getSequence() : sequence,
                List.of());
        Integer time = null;
        if (given.hasRequiredTimeLockTime()) {
            time = given.getRequiredTimeLockTime();
            boolean isTime = Integer.compareUnsigned(time, Creator.LOCK_TIME_THRESHOLD) >= 0;
            check(field + ".required_time_lock_time", version != 0 && isTime);
        }
        Integer height = null;
        if (given.hasRequiredHeightLockTime()) {
            height = given.getRequiredHeightLockTime();
            boolean isHeight = height > 0 && height < Creator.LOCK_TIME_THRESHOLD;
            check(field + ".required_height_lock_time", version != 0 && isHeight);
        }
        return new NewInput(spend, time, height);
    }

    private static void check(String field, boolean holds) throws Refusal {
        if (!holds) {
            throw Refusal.at(field, Reason.LOCK_TIME_INVALID, field + ": none of its kind, or this is version 0");
        }
    }

    private static RawOutput output(String field, PsbtNewOutput given, Chain chain) throws Refusal {
        Slice script = switch (given.getDestinationCase()) {
            case ADDRESS -> address(field + ".address", given.getAddress(), chain);
            case SCRIPT_PUB_KEY -> Slices.copy(given.getScriptPubKey());
            case DESTINATION_NOT_SET -> throw Refusal.required(field + ".destination");
        };
        return new RawOutput(PsbtFields.amount(field + ".value", given.getValue()), script);
    }

    private static Slice address(String field, String text, Chain chain) throws Refusal {
        if (AddressReader.read(text, chain) instanceof AddressReading.Valid valid) {
            return valid.scriptPubKey();
        }
        throw Refusal.at(
                field,
                Reason.ADDRESS_INVALID,
                field + ": " + Refusal.quote(text) + " is not an address of " + chain.rpcName());
    }
}
