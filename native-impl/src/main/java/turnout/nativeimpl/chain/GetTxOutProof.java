package turnout.nativeimpl.chain;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import turnout.chain.v1.GetTxOutProofRequest;
import turnout.chain.v1.GetTxOutProofResponse;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.message.Slices;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.node.RpcReply;
import turnout.nativeimpl.refusal.Refusal;

/** What gettxoutproof says. */
final class GetTxOutProof {

    private static final int MAX_TXIDS = 1_000;

    private final ChainNode node;

    GetTxOutProof(ChainNode node) {
        this.node = node;
    }

    GetTxOutProofResponse answer(GetTxOutProofRequest request) throws Refusal {
        List<String> txids = txids(request.getTxidsList());
        if (request.getBlockHash().isEmpty()) {
            return response(node.ask(RpcCall.of("gettxoutproof", txids)));
        }
        String block = HashText.required("block_hash", request.getBlockHash(), Reason.BLOCK_HASH_INVALID);
        // Core has one code for "no such block" and "not in that block": the header tells them apart.
        ChainNode.Answered answered =
                node.ask(RpcCall.of("getblockheader", block, true), RpcCall.of("gettxoutproof", txids, block));
        answered.replies().getFirst().requiredUnless(RpcReply.Error.NOT_FOUND, BlockQuestion.notFound());
        return response(answered);
    }

    private static List<String> txids(List<String> texts) throws Refusal {
        if (texts.isEmpty()) {
            throw Refusal.required("txids");
        }
        if (texts.size() > MAX_TXIDS) {
            throw Refusal.at(
                    "txids",
                    Reason.LIMIT_EXCEEDED,
                    "txids: " + texts.size() + " (expected: at most " + MAX_TXIDS + ")");
        }
        List<String> txids = new ArrayList<>(texts.size());
        Set<String> seen = HashSet.newHashSet(texts.size());
        for (String text : texts) {
            String field = "txids[" + txids.size() + "]";
            String txid = HashText.required(field, text, Reason.TXID_INVALID);
            if (!seen.add(txid)) {
                throw Refusal.at(field, Reason.TXID_REPEATED, field + ": " + txid + " is named before");
            }
            txids.add(txid);
        }
        return txids;
    }

    private static GetTxOutProofResponse response(ChainNode.Answered answered) throws Refusal {
        RpcReply reply = answered.replies().getLast();
        if (reply instanceof RpcReply.Error error && error.code() == RpcReply.Error.MISCELLANEOUS) {
            throw Refusal.of(Reason.BLOCK_NOT_AVAILABLE, "the node knows the block's header only");
        }
        return GetTxOutProofResponse.newBuilder()
                .setTipHash(answered.tip().hash())
                .setTipHeight(answered.tip().height())
                .setProof(Slices.bytes(reply.requiredUnless(
                                RpcReply.Error.NOT_FOUND,
                                Refusal.of(Reason.TRANSACTION_NOT_FOUND, "the node finds no block with all of them"))
                        .hex()))
                .build();
    }
}
