package turnout.nativeimpl.script;

import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.TransactionMessages;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.DecodeTransactionRequest;
import turnout.script.v1.DecodeTransactionResponse;

/** What Core's decoderawtransaction says. */
final class DecodeTransaction {

    private DecodeTransaction() {}

    static DecodeTransactionResponse answer(DecodeTransactionRequest request) throws Refusal {
        RawTransaction transaction = RequestedTransaction.read(request.getRawTransaction());
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        return DecodeTransactionResponse.newBuilder()
                .setTransaction(TransactionMessages.transaction(
                        transaction, new ScriptPrinter(chain), TransactionMessages.Prevouts.UNKNOWN))
                .build();
    }
}
