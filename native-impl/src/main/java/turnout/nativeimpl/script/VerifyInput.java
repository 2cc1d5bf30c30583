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
import turnout.nativeimpl.transaction.VerificationWork;
import turnout.script.v1.VerifyInputRequest;
import turnout.script.v1.VerifyInputResponse;

/** Whether one input's scripts succeed, and Core's name of why not. */
final class VerifyInput {

    private VerifyInput() {}

    static VerifyInputResponse answer(VerifyInputRequest request) throws Refusal {
        RawTransaction transaction = RequestedTransaction.readWithinWeight(request.getRawTransaction());
        List<RawOutput> prevouts = RequestedTransaction.prevouts(
                "prevouts", request.getPrevoutsList(), transaction.inputs().size());
        int input = RequestedTransaction.inputIndex(request.getInputIndex(), transaction);
        ScriptFlags flags = ScriptFlagMessages.read(request.getFlagsValueList());
        VerificationWork work = new VerificationWork(transaction.strippedSize());
        if (!work.add(transaction.inputs().get(input), prevouts.get(input).scriptPubKey())) {
            throw RequestedTransaction.tooMuch("its scripts may cost more than the contract's limits");
        }
        ScriptError error = ScriptVerifier.verify(new SharedHashes(transaction, prevouts), input, flags);
        return VerifyInputResponse.newBuilder()
                .setValid(error == ScriptError.OK)
                .setError(message(error))
                .build();
    }

    /** The contract's numbers are the order of Core's ScriptError. */
    static turnout.script.v1.ScriptError message(ScriptError error) {
        return Objects.requireNonNull(turnout.script.v1.ScriptError.forNumber(error.ordinal()));
    }
}
