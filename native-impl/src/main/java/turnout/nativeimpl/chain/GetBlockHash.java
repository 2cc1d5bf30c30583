package turnout.nativeimpl.chain;

import turnout.chain.v1.GetBlockHashRequest;
import turnout.chain.v1.GetBlockHashResponse;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.refusal.Refusal;

/** What getblockhash says. */
final class GetBlockHash {

    private final ChainNode node;

    GetBlockHash(ChainNode node) {
        this.node = node;
    }

    GetBlockHashResponse answer(GetBlockHashRequest request) throws Refusal {
        int height = request.getHeight();
        ChainNode.Answered answered = node.ask(RpcCall.of("getblockhash", BlockQuestion.askable(height)));
        return GetBlockHashResponse.newBuilder()
                .setTipHash(answered.tip().hash())
                .setTipHeight(answered.tip().height())
                .setBlockHash(BlockQuestion.hash(answered.replies().getFirst(), height))
                .build();
    }
}
