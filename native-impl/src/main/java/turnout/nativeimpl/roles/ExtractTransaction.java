package turnout.nativeimpl.roles;

import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.psbt.Extractor;
import turnout.nativeimpl.psbt.LockTimeConflict;
import turnout.nativeimpl.psbt.Psbt;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.ExtractTransactionRequest;
import turnout.script.v1.ExtractTransactionResponse;

/** The transaction of a PSBT whose inputs are all final; its scripts are not checked. */
public final class ExtractTransaction {

    private ExtractTransaction() {}

    public static ExtractTransactionResponse answer(ExtractTransactionRequest request) throws Refusal {
        Psbt psbt = PsbtFields.psbt("psbt", request.getPsbt());
        RawTransaction transaction;
        try {
            transaction = Extractor.extract(psbt)
                    .orElseThrow(() -> Refusal.at(
                            "psbt", Reason.PSBT_NOT_FINAL, "psbt: an input has no final scriptSig or witness"));
        } catch (LockTimeConflict e) {
            throw PsbtFields.lockTimeConflict("psbt");
        }
        return ExtractTransactionResponse.newBuilder()
                .setRawTransaction(Slices.bytes(transaction.bytes()))
                .setTxid(transaction.txid())
                .build();
    }
}
