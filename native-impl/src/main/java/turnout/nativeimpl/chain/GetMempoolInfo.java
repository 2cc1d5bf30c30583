package turnout.nativeimpl.chain;

import turnout.chain.v1.GetMempoolInfoRequest;
import turnout.chain.v1.GetMempoolInfoResponse;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.refusal.Refusal;

/** What getmempoolinfo says. */
final class GetMempoolInfo {

    private final ChainNode node;

    GetMempoolInfo(ChainNode node) {
        this.node = node;
    }

    GetMempoolInfoResponse answer(GetMempoolInfoRequest request) throws Refusal {
        ChainNode.Answered answered = node.ask(RpcCall.of("getmempoolinfo"));
        NodeJson info = answered.replies().getFirst().required();
        return GetMempoolInfoResponse.newBuilder()
                .setTipHash(answered.tip().hash())
                .setTipHeight(answered.tip().height())
                .setLoaded(info.get("loaded").bool())
                .setTransactionCount(info.get("size").uint63())
                .setVsize(info.get("bytes").uint63())
                .setUsage(info.get("usage").uint63())
                .setMaxMempool(info.get("maxmempool").uint63())
                .setTotalFee(info.get("total_fee").satoshis())
                .setMempoolMinFee(info.get("mempoolminfee").satoshis())
                .setMinRelayTxFee(info.get("minrelaytxfee").satoshis())
                .setIncrementalRelayFee(info.get("incrementalrelayfee").satoshis())
                .setUnbroadcastCount(info.get("unbroadcastcount").uint63())
                .build();
    }
}
