package turnout.nativeimpl.chain;

import java.util.ArrayList;
import java.util.List;
import turnout.chain.v1.BroadcastTransactionRequest;
import turnout.chain.v1.BroadcastTransactionResponse;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.node.RpcReply;
import turnout.nativeimpl.refusal.Refusal;

/**
 * Gives a transaction to the node by sendrawtransaction. Giving it twice is giving it once, so it may be asked again
 * like any question.
 */
final class BroadcastTransaction {

    private final ChainNode node;

    BroadcastTransaction(ChainNode node) {
        this.node = node;
    }

    BroadcastTransactionResponse answer(BroadcastTransactionRequest request) throws Refusal {
        RawTransaction transaction = OfferedTransaction.transaction(request.getRawTransaction());
        List<Object> params = new ArrayList<>();
        params.add(transaction.bytes().toHex());
        params.add(OfferedTransaction.maxFeeRate(request.hasMaxFeeRate(), request.getMaxFeeRate()));
        // Core before 25 knows no third parameter.
        if (request.hasMaxBurnAmount()) {
            params.add(OfferedTransaction.maxBurnAmount(request.getMaxBurnAmount()));
        }
        ChainNode.Answered answered = node.ask(new RpcCall("sendrawtransaction", params));
        checkTaken(answered.replies().getFirst());
        return BroadcastTransactionResponse.newBuilder()
                .setTipHash(answered.tip().hash())
                .setTipHeight(answered.tip().height())
                .setTxid(transaction.txid())
                .build();
    }

    private static void checkTaken(RpcReply reply) throws Refusal {
        if (!(reply instanceof RpcReply.Error error)) {
            return;
        }
        switch (error.code()) {
            case RpcReply.Error.ALREADY_IN_UTXO_SET -> {}
            case RpcReply.Error.DESERIALIZATION -> throw OfferedTransaction.malformed();
            case RpcReply.Error.VERIFY, RpcReply.Error.VERIFY_REJECTED ->
                throw Refusal.of(Reason.TRANSACTION_REFUSED, "the node refuses the transaction: " + error.message());
            default -> reply.required();
        }
    }
}
