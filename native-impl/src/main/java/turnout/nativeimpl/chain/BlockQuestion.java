package turnout.nativeimpl.chain;

import java.util.ArrayList;
import java.util.List;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.node.RpcReply;
import turnout.nativeimpl.refusal.Refusal;

/** Questions about one block, named by hash or by height. */
final class BlockQuestion {

    // A block that is named by its height is asked again when a reorganisation came between: twice in a row is a node
    // that contradicts itself.
    private static final int MAX_ATTEMPTS = 3;

    /** The questions about the block with a hash. */
    @FunctionalInterface
    interface Questions {
        RpcCall[] about(String blockHash);
    }

    private BlockQuestion() {}

    /** The answers about the block that stands at a height when they are given. */
    static ChainNode.Answered byHeight(ChainNode node, int height, Questions questions) throws Refusal {
        RpcCall hashQuestion = RpcCall.of("getblockhash", askable(height));
        String hash = hash(node.askPlain(hashQuestion).getFirst(), height);
        for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
            List<RpcCall> calls = new ArrayList<>(List.of(questions.about(hash)));
            calls.addFirst(hashQuestion);
            ChainNode.Answered answered = node.ask(calls.toArray(new RpcCall[0]));
            String standing = hash(answered.replies().getFirst(), height);
            if (standing.equals(hash)) {
                return new ChainNode.Answered(
                        answered.tip(),
                        answered.replies().subList(1, answered.replies().size()));
            }
            hash = standing;
        }
        throw NodeJson.invalid("names another block at every question");
    }

    /** The hash of the block at a height; no such block is BLOCK_NOT_FOUND. */
    static String hash(RpcReply reply, int height) throws Refusal {
        return reply.requiredUnless(
                        RpcReply.Error.INVALID_PARAMETER,
                        Refusal.of(Reason.BLOCK_NOT_FOUND, "no block at height " + Integer.toUnsignedString(height)))
                .hash();
    }

    /** Core refuses heights above 2^31 - 1 as no integers, and has no block there either way. */
    static int askable(int height) {
        return height < 0 ? Integer.MAX_VALUE : height;
    }

    static Refusal notFound() {
        return Refusal.of(Reason.BLOCK_NOT_FOUND, "the node knows no such block");
    }
}
