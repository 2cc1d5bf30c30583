package turnout.nativeimpl.node;

import java.util.List;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.refusal.Refusal;

/** Stands where no node is configured. */
public final class NoNode implements NodeRpc {

    @Override
    public List<RpcReply> batch(List<RpcCall> calls) throws Refusal {
        throw Refusal.of(Reason.NODE_UNREACHABLE, "no node is configured");
    }

    @Override
    public Chain chain() {
        return Chain.REGTEST;
    }

    @Override
    public void close() {}
}
