package turnout.nativeimpl.node;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import turnout.nativeimpl.codec.Chain;

/** A node inside the process, without HTTP. Thread-safe when its answers are. */
public final class ToyNode implements NodeRpc {

    private final FakeNode.Answers answers;
    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    public ToyNode(FakeNode.Answers answers) {
        this.answers = answers;
    }

    /** How often a method was asked. */
    public int asked(String method) {
        return asked.getOrDefault(method, 0);
    }

    @Override
    public List<RpcReply> batch(List<RpcCall> calls) {
        List<RpcReply> replies = new ArrayList<>();
        for (RpcCall call : calls) {
            asked.merge(call.method(), 1, Integer::sum);
            try {
                JsonNode params = FakeNode.MAPPER.valueToTree(call.params());
                replies.add(new RpcReply.Result(answers.answer(call.method(), params)));
            } catch (FakeNode.RpcFailure failure) {
                replies.add(new RpcReply.Error(failure.code, "told by the test"));
            }
        }
        return replies;
    }

    @Override
    public Chain chain() {
        return Chain.REGTEST;
    }

    @Override
    public void close() {}
}
