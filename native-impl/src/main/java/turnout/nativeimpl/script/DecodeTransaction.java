package turnout.nativeimpl.script;

import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.TransactionReader;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.message.TransactionMessages;
import turnout.nativeimpl.refusal.Refusal;
import turnout.script.v1.DecodeTransactionRequest;
import turnout.script.v1.DecodeTransactionResponse;

/** What Core's decoderawtransaction says. */
final class DecodeTransaction {

    private DecodeTransaction() {}

    static DecodeTransactionResponse answer(DecodeTransactionRequest request) throws Refusal {
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
        Chain chain = Networks.required("network", request.getNetwork(), request.getNetworkValue());
        return DecodeTransactionResponse.newBuilder()
                .setTransaction(TransactionMessages.transaction(
                        transaction, new ScriptPrinter(chain), TransactionMessages.Prevouts.UNKNOWN))
                .build();
    }
}
