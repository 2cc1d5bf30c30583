package turnout.nativeimpl;

import io.grpc.BindableService;
import io.grpc.ServerServiceDefinition;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import turnout.nativeimpl.chain.ChainService;
import turnout.nativeimpl.keys.KeysService;
import turnout.nativeimpl.node.NoNode;
import turnout.nativeimpl.node.NodeClient;
import turnout.nativeimpl.node.NodeRpc;
import turnout.nativeimpl.node.NodeSettings;
import turnout.nativeimpl.node.RpcCall;
import turnout.nativeimpl.refusal.Refusal;
import turnout.nativeimpl.script.ScriptService;
import turnout.nativeimpl.serve.MalformedBodies;

/** All services of the in-JVM engine, bound and ready for any gRPC server. Closing it closes the node's connections. */
public final class NativeServices implements AutoCloseable {

    private final NodeRpc node;
    private final List<ServerServiceDefinition> definitions;

    private NativeServices(NodeRpc node) {
        this.node = node;
        this.definitions = Stream.of(new ChainService(node), new ScriptService(), new KeysService())
                .map(BindableService::bindService)
                .map(MalformedBodies::refuse)
                .toList();
    }

    /** Connects to nothing yet: the first chain call does. */
    public static NativeServices create(NodeSettings node) {
        return new NativeServices(new NodeClient(node));
    }

    /** Without a node: every chain call is refused as NODE_UNREACHABLE. */
    public static NativeServices createWithoutNode() {
        return new NativeServices(new NoNode());
    }

    /** Chain, script and keys. */
    public List<ServerServiceDefinition> definitions() {
        return definitions;
    }

    /** Asks the node something small, blocking; what is wrong with it, in one sentence, or empty. */
    public Optional<String> nodeProblem() {
        try {
            node.batch(List.of(RpcCall.of("getbestblockhash")));
            return Optional.empty();
        } catch (Refusal refusal) {
            return Optional.of(refusal.reason().name() + ": " + refusal.text());
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
