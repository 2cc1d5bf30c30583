package turnout.nativeimpl.chain;

import turnout.chain.v1.GetTxOutRequest;
import turnout.chain.v1.GetTxOutResponse;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.message.ScriptMessages;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.refusal.Refusal;

/** What gettxout says. */
final class GetTxOut {

    private final ChainNode node;

    GetTxOut(ChainNode node) {
        this.node = node;
    }

    GetTxOutResponse answer(GetTxOutRequest request) throws Refusal {
        String txid = HashText.required("txid", request.getTxid(), Reason.TXID_INVALID);
        boolean withMempool = !request.hasIncludeMempool() || request.getIncludeMempool();
        // Core takes no index above 2^31 - 1, and no transaction has so many outputs.
        int vout = request.getVout() < 0 ? Integer.MAX_VALUE : request.getVout();
        ChainNode.Answered answered = node.ask(RpcCall.of("gettxout", txid, vout, withMempool));
        NodeJson output = answered.replies().getFirst().required();
        if (output.value().isNull()) {
            throw Refusal.of(Reason.OUTPUT_NOT_FOUND, "no unspent output there");
        }
        return GetTxOutResponse.newBuilder()
                .setTipHash(answered.tip().hash())
                .setTipHeight(answered.tip().height())
                .setValue(output.get("value").satoshis())
                .setScriptPubKey(ScriptMessages.scriptPubKey(
                        output.get("scriptPubKey").get("hex").hex(), new ScriptPrinter(node.chain())))
                .setConfirmations(output.get("confirmations").uint32())
                .setCoinbase(output.get("coinbase").bool())
                .build();
    }
}
