package turnout.nativeimpl.chain;

import turnout.chain.v1.GetChainInfoRequest;
import turnout.chain.v1.GetChainInfoResponse;
import turnout.nativeimpl.message.Networks;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.refusal.Refusal;

/** What getblockchaininfo says; it names its own tip. */
final class GetChainInfo {

    private final ChainNode node;

    GetChainInfo(ChainNode node) {
        this.node = node;
    }

    GetChainInfoResponse answer(GetChainInfoRequest request) throws Refusal {
        NodeJson info =
                node.askPlain(RpcCall.of("getblockchaininfo")).getFirst().required();
        String tip = info.get("bestblockhash").hash();
        int bits = bits(info, tip);
        return GetChainInfoResponse.newBuilder()
                .setTipHash(tip)
                .setTipHeight(info.get("blocks").uint32())
                .setNetwork(Networks.of(node.chain()))
                .setHeaders(info.get("headers").uint32())
                .setBits(bits)
                .setTarget(CompactTarget.of(bits))
                .setTime(info.get("time").uint32())
                .setMedianTime(info.get("mediantime").uint32())
                .setInitialBlockDownload(info.get("initialblockdownload").bool())
                .setChainWork(BlockHeaders.chainWork(info))
                .setPruned(info.get("pruned").bool())
                .build();
    }

    /** Before Core 29 the tip's header alone tells. */
    private int bits(NodeJson info, String tip) throws Refusal {
        if (info.optional("bits").isPresent()) {
            return BlockHeaders.bits(info);
        }
        return BlockHeaders.bits(node.askPlain(RpcCall.of("getblockheader", tip, true))
                .getFirst()
                .required());
    }
}
