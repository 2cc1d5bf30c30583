package turnout.nativeimpl.node;

import java.util.List;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.refusal.Refusal;

/** Asks a node. Blocks the calling thread; may be called from any number of threads. */
public interface NodeRpc extends AutoCloseable {

    /**
     * The answers to several questions in their order, from one batch.
     *
     * @throws Refusal NODE_UNREACHABLE, NODE_WARMING_UP, NODE_BUSY, NODE_WRONG_NETWORK, NODE_AUTH, NODE_ANSWER_INVALID
     */
    List<RpcReply> batch(List<RpcCall> calls) throws Refusal;

    /** The network that the node is on; where there is no node, the one that addresses are written for. */
    Chain chain();

    @Override
    void close();
}
