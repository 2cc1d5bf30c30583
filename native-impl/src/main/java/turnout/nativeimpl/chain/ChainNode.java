package turnout.nativeimpl.chain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.node.NodeRpc;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.node.RpcReply;
import turnout.nativeimpl.refusal.Refusal;

/**
 * Asks a node so that each answer goes with the tip it was computed at: one batch of best block, the question, best
 * block, sent once more when the tip moved meanwhile. Thread-safe.
 */
final class ChainNode {

    /**
     * Answers to the questions in their order.
     *
     * @param tip the best block when they were answered
     */
    record Answered(Tip tip, List<RpcReply> replies) {}

    private static final RpcCall BEST_BLOCK = RpcCall.of("getbestblockhash");

    private final NodeRpc node;
    // A block's height never changes, so that only the first answer after a new block asks for it.
    private volatile @Nullable Tip lastTip;

    ChainNode(NodeRpc node) {
        this.node = node;
    }

    Chain chain() {
        return node.chain();
    }

    /** Answers without a tip, for what cannot change. */
    List<RpcReply> askPlain(RpcCall... questions) throws Refusal {
        return node.batch(List.of(questions));
    }

    Answered ask(RpcCall... questions) throws Refusal {
        List<RpcCall> batch = new ArrayList<>(questions.length + 2);
        batch.add(BEST_BLOCK);
        batch.addAll(List.of(questions));
        batch.add(BEST_BLOCK);
        List<RpcReply> replies = node.batch(batch);
        if (!best(replies.getFirst()).equals(best(replies.getLast()))) {
            replies = node.batch(batch);
        }
        return new Answered(tip(best(replies.getLast())), replies.subList(1, replies.size() - 1));
    }

    private static String best(RpcReply reply) throws Refusal {
        return reply.required().hash();
    }

    private Tip tip(String hash) throws Refusal {
        Tip known = lastTip;
        if (known != null && known.hash().equals(hash)) {
            return known;
        }
        int height = node.batch(List.of(RpcCall.of("getblockheader", hash, true)))
                .getFirst()
                .required()
                .get("height")
                .uint32();
        Tip tip = new Tip(hash, height);
        lastTip = tip;
        return tip;
    }
}
