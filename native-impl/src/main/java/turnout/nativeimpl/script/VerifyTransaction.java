package turnout.nativeimpl.script;

import java.util.List;
import java.util.Objects;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.interpreter.ScriptError;
import turnout.nativeimpl.interpreter.ScriptFlags;
import turnout.nativeimpl.interpreter.ScriptVerifier;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.sighash.SharedHashes;
import turnout.nativeimpl.transaction.TransactionError;
import turnout.nativeimpl.transaction.TransactionRules;
import turnout.nativeimpl.transaction.VerificationWork;
import turnout.script.v1.VerifyTransactionRequest;
import turnout.script.v1.VerifyTransactionResponse;

/** Whether a transaction may spend what it spends: its own rules, amounts, then each input up to the first that fails. */
final class VerifyTransaction {

    private VerifyTransaction() {}

    static VerifyTransactionResponse answer(VerifyTransactionRequest request) throws Refusal {
        RawTransaction transaction = RequestedTransaction.read(request.getRawTransaction());
        int spent = transaction.isCoinbase() ? 0 : transaction.inputs().size();
        List<RawOutput> prevouts = RequestedTransaction.prevouts("prevouts", request.getPrevoutsList(), spent);
        ScriptFlags flags = ScriptFlagMessages.read(request.getFlagsValueList());
        VerificationWork work = new VerificationWork(transaction.strippedSize());
        for (int i = 0; i < spent; i++) {
            if (!work.add(transaction.inputs().get(i), prevouts.get(i).scriptPubKey())) {
                throw RequestedTransaction.tooMuch("its scripts may cost more than the contract's limits");
            }
        }
        TransactionError error = TransactionRules.check(transaction);
        boolean judgesAmounts = !request.getAmountsUnknown() && !transaction.isCoinbase();
        if (error == TransactionError.OK && judgesAmounts) {
            error = TransactionRules.checkAmounts(transaction, prevouts);
        }
        VerifyTransactionResponse.Builder response = VerifyTransactionResponse.newBuilder();
        if (error != TransactionError.OK) {
            return response.setError(message(error)).build();
        }
        SharedHashes hashes = new SharedHashes(transaction, prevouts);
        for (int i = 0; i < spent; i++) {
            ScriptError scriptError = ScriptVerifier.verify(hashes, i, flags);
            if (scriptError != ScriptError.OK) {
                return response.setError(message(TransactionError.SCRIPT_VERIFY_FLAG_FAILED))
                        .setFailedInput(i)
                        .setScriptError(VerifyInput.message(scriptError))
                        .build();
            }
        }
        if (judgesAmounts) {
            response.setFee(TransactionRules.total(prevouts) - TransactionRules.total(transaction.outputs()));
        }
        return response.setValid(true).build();
    }

    /** The contract's numbers are the order of the rules. */
    private static turnout.script.v1.TransactionError message(TransactionError error) {
        return Objects.requireNonNull(turnout.script.v1.TransactionError.forNumber(error.ordinal()));
    }
}
