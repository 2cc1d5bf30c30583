package turnout.nativeimpl.chain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import turnout.chain.v1.GetMempoolEntryRequest;
import turnout.chain.v1.GetMempoolEntryResponse;
import turnout.chain.v1.MempoolEntry;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.node.RpcReply;
import turnout.nativeimpl.refusal.Refusal;

/** What getmempoolentry says. */
final class GetMempoolEntry {

    private final ChainNode node;

    GetMempoolEntry(ChainNode node) {
        this.node = node;
    }

    GetMempoolEntryResponse answer(GetMempoolEntryRequest request) throws Refusal {
        String txid = HashText.required("txid", request.getTxid(), Reason.TXID_INVALID);
        ChainNode.Answered answered = node.ask(RpcCall.of("getmempoolentry", txid));
        NodeJson entry = answered.replies()
                .getFirst()
                .requiredUnless(
                        RpcReply.Error.NOT_FOUND,
                        Refusal.of(Reason.TRANSACTION_NOT_FOUND, "the mempool has no such transaction"));
        return GetMempoolEntryResponse.newBuilder()
                .setTipHash(answered.tip().hash())
                .setTipHeight(answered.tip().height())
                .setEntry(message(entry))
                .build();
    }

    private static MempoolEntry message(NodeJson entry) throws Refusal {
        NodeJson fees = entry.get("fees");
        return MempoolEntry.newBuilder()
                .setWtxid(entry.get("wtxid").hash())
                .setVsize(entry.get("vsize").uint32())
                .setWeight(entry.get("weight").uint32())
                .setTime(entry.get("time").uint63())
                .setHeight(entry.get("height").uint32())
                .setDescendantCount(entry.get("descendantcount").uint32())
                .setDescendantSize(entry.get("descendantsize").uint32())
                .setAncestorCount(entry.get("ancestorcount").uint32())
                .setAncestorSize(entry.get("ancestorsize").uint32())
                .setBaseFee(fees.get("base").satoshis())
                .setModifiedFee(fees.get("modified").satoshis())
                .setAncestorFee(fees.get("ancestor").satoshis())
                .setDescendantFee(fees.get("descendant").satoshis())
                .addAllDepends(txids(entry.get("depends")))
                .addAllSpentBy(txids(entry.get("spentby")))
                .setUnbroadcast(entry.get("unbroadcast").bool())
                .build();
    }

    private static List<String> txids(NodeJson array) throws Refusal {
        List<String> txids = new ArrayList<>();
        for (NodeJson element : array.elements()) {
            txids.add(element.hash());
        }
        Collections.sort(txids);
        return txids;
    }
}
