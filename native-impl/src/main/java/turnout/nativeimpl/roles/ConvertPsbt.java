package turnout.nativeimpl.roles;

import java.util.List;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.Slice;
import turnout.nativeimpl.codec.TransactionReader;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.psbt.Creator;
import turnout.nativeimpl.psbt.Creator.NewInput;
import turnout.nativeimpl.psbt.LockTimeConflict;
import turnout.nativeimpl.psbt.Psbt;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.ConvertPsbtRequest;
import turnout.script.v1.ConvertPsbtResponse;

/** A PSBT in another version, or of a raw transaction. */
public final class ConvertPsbt {

    private ConvertPsbt() {}

    public static ConvertPsbtResponse answer(ConvertPsbtRequest request) throws Refusal {
        Slice converted = switch (request.getSourceCase()) {
            case PSBT -> ofPsbt(request);
            case RAW_TRANSACTION -> ofTransaction(request);
            case SOURCE_NOT_SET -> throw Refusal.required("source");
        };
        return ConvertPsbtResponse.newBuilder().setPsbt(Slices.bytes(converted)).build();
    }

    private static Slice ofPsbt(ConvertPsbtRequest request) throws Refusal {
        Psbt psbt = PsbtFields.psbt("psbt", request.getPsbt());
        int version = PsbtFields.version(request.getPsbtVersion(), request.getPsbtVersionValue());
        try {
            return Creator.convert(psbt, version);
        } catch (LockTimeConflict e) {
            throw PsbtFields.lockTimeConflict("psbt_version");
        }
    }

    private static Slice ofTransaction(ConvertPsbtRequest request) throws Refusal {
        if (request.getRawTransaction().isEmpty()) {
            throw Refusal.required("raw_transaction");
        }
        RawTransaction transaction;
        try {
            transaction = TransactionReader.readWhole(Slices.copy(request.getRawTransaction()));
        } catch (Malformed e) {
            throw Refusal.at(
                    "raw_transaction", Reason.TRANSACTION_MALFORMED, "raw_transaction: not one whole transaction");
        }
        boolean signed = transaction.hasWitness()
                || transaction.inputs().stream()
                        .anyMatch(input -> !input.scriptSig().isEmpty());
        if (signed && !request.getDropSignatures()) {
            throw Refusal.at(
                    "raw_transaction",
                    Reason.TRANSACTION_SIGNED,
                    "raw_transaction: it has signatures (expected: none, or drop_signatures)");
        }
        int version = PsbtFields.version(request.getPsbtVersion(), request.getPsbtVersionValue());
        List<NewInput> inputs = transaction.inputs().stream()
                .map(input -> new NewInput(bare(input), null, null))
                .toList();
        return Creator.create(version, transaction.version(), inputs, transaction.outputs(), transaction.lockTime());
    }

    private static RawInput bare(RawInput input) {
        return new RawInput(
                input.previousTxid(), input.vout(), input.scriptSig().slice(0, 0), input.sequence(), List.of());
    }
}
