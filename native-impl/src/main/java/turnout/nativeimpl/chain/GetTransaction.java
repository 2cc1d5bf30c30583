package turnout.nativeimpl.chain;

import java.util.List;
import java.util.Optional;
import turnout.chain.v1.GetTransactionRequest;
import turnout.chain.v1.GetTransactionResponse;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.node.RpcReply;
import turnout.nativeimpl.refusal.Refusal;

/** What getrawtransaction says: from the mempool, the transaction index, or a named block. */
final class GetTransaction {

    // With prevouts and fee where the node knows them.
    private static final int VERBOSITY = 2;

    private final ChainNode node;

    GetTransaction(ChainNode node) {
        this.node = node;
    }

    GetTransactionResponse answer(GetTransactionRequest request) throws Refusal {
        String txid = HashText.required("txid", request.getTxid(), Reason.TXID_INVALID);
        if (request.getBlockHash().isEmpty()) {
            ChainNode.Answered answered = node.ask(RpcCall.of("getrawtransaction", txid, VERBOSITY));
            return response(answered.tip(), answered.replies().getFirst(), Optional.empty());
        }
        String block = HashText.required("block_hash", request.getBlockHash(), Reason.BLOCK_HASH_INVALID);
        // Core has one code for "no such block" and "not in that block": the header tells them apart.
        ChainNode.Answered answered = node.ask(
                RpcCall.of("getblockheader", block, true), RpcCall.of("getrawtransaction", txid, VERBOSITY, block));
        List<RpcReply> replies = answered.replies();
        NodeJson header = replies.getFirst().requiredUnless(RpcReply.Error.NOT_FOUND, BlockQuestion.notFound());
        return response(answered.tip(), replies.get(1), Optional.of(header));
    }

    private GetTransactionResponse response(Tip tip, RpcReply reply, Optional<NodeJson> header) throws Refusal {
        if (reply instanceof RpcReply.Error error && error.code() == RpcReply.Error.MISCELLANEOUS) {
            throw Refusal.of(Reason.BLOCK_NOT_AVAILABLE, "the node knows the block's header only");
        }
        NodeJson json = reply.requiredUnless(
                RpcReply.Error.NOT_FOUND,
                Refusal.of(Reason.TRANSACTION_NOT_FOUND, "the node knows no such transaction there"));
        GetTransactionResponse.Builder response = GetTransactionResponse.newBuilder()
                .setTipHash(tip.hash())
                .setTipHeight(tip.height())
                .setTransaction(NodeTransactions.of(json, new ScriptPrinter(node.chain())));
        Optional<NodeJson> block = json.optional("blockhash");
        if (block.isPresent()) {
            response.setBlockHash(block.get().hash());
            // Outside of the main chain the node gives no time with the transaction.
            Optional<NodeJson> time = json.optional("blocktime").or(() -> header.flatMap(h -> h.optional("time")));
            if (time.isPresent()) {
                response.setTime(time.get().uint32());
            }
        }
        Optional<NodeJson> confirmations = json.optional("confirmations");
        if (confirmations.isPresent()) {
            response.setConfirmations(confirmations.get().int32());
        }
        NodeTransactions.fee(json).ifPresent(response::setFee);
        return response.build();
    }
}
