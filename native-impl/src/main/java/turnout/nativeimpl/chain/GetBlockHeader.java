package turnout.nativeimpl.chain;

import turnout.chain.v1.GetBlockHeaderRequest;
import turnout.chain.v1.GetBlockHeaderResponse;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.node.RpcReply;
import turnout.nativeimpl.refusal.Refusal;

/** What getblockheader says. */
final class GetBlockHeader {

    private final ChainNode node;

    GetBlockHeader(ChainNode node) {
        this.node = node;
    }

    GetBlockHeaderResponse answer(GetBlockHeaderRequest request) throws Refusal {
        BlockQuestion.Questions questions = hash -> new RpcCall[] {RpcCall.of("getblockheader", hash, true)};
        ChainNode.Answered answered = switch (request.getBlockCase()) {
            case BLOCK_NOT_SET -> throw Refusal.required("block");
            case BLOCK_HASH ->
                node.ask(questions.about(
                        HashText.required("block_hash", request.getBlockHash(), Reason.BLOCK_HASH_INVALID)));
            case HEIGHT -> BlockQuestion.byHeight(node, request.getHeight(), questions);
        };
        return GetBlockHeaderResponse.newBuilder()
                .setTipHash(answered.tip().hash())
                .setTipHeight(answered.tip().height())
                .setHeader(BlockHeaders.of(answered.replies()
                        .getFirst()
                        .requiredUnless(RpcReply.Error.NOT_FOUND, BlockQuestion.notFound())))
                .build();
    }
}
