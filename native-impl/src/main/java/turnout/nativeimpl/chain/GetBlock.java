package turnout.nativeimpl.chain;

import turnout.chain.v1.GetBlockRequest;
import turnout.chain.v1.GetBlockResponse;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.refusal.Refusal;

/** What getblock says, as ids, as transactions with what they spend, or raw. */
final class GetBlock {

    private final ChainNode node;

    GetBlock(ChainNode node) {
        this.node = node;
    }

    GetBlockResponse answer(GetBlockRequest request) throws Refusal {
        String hash = switch (request.getBlockCase()) {
            case BLOCK_NOT_SET -> throw Refusal.required("block");
            case BLOCK_HASH -> HashText.required("block_hash", request.getBlockHash(), Reason.BLOCK_HASH_INVALID);
            case HEIGHT -> "";
        };
        BlockReading reading = BlockReading.of(request.getVerbosity(), request.getVerbosityValue());
        ChainNode.Answered answered = hash.isEmpty()
                ? BlockQuestion.byHeight(node, request.getHeight(), reading::questions)
                : node.ask(reading.questions(hash));
        return GetBlockResponse.newBuilder()
                .setTipHash(answered.tip().hash())
                .setTipHeight(answered.tip().height())
                .setBlock(reading.block(answered.replies(), new ScriptPrinter(node.chain())))
                .build();
    }
}
