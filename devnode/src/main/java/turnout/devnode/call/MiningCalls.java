package turnout.devnode.call;

import static turnout.devnode.rpc.Method.optional;
import static turnout.devnode.rpc.Method.required;

import java.util.ArrayList;
import java.util.List;
import turnout.devnode.chain.Block;
import turnout.devnode.node.Node;
import turnout.devnode.rpc.Arguments;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.Method;
import turnout.devnode.rpc.Method.ParameterType;
import turnout.devnode.rpc.RpcError;
import turnout.nativeimpl.codec.AddressReader;
import turnout.nativeimpl.codec.AddressReading;
import turnout.nativeimpl.codec.Chain;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/** Blocks that come, and blocks that go. */
final class MiningCalls {
    private final Node node;

    MiningCalls(Node node) {
        this.node = node;
    }

    List<Method> methods() {
        return List.of(
                new Method(
                        "Mining",
                        "generatetoaddress",
                        List.of(
                                required("nblocks", ParameterType.NUMBER),
                                required("address", ParameterType.TEXT),
                                optional("maxtries", ParameterType.NUMBER)),
                        this::generate),
                new Method(
                        "Mining",
                        "submitblock",
                        List.of(required("hexdata", ParameterType.TEXT), optional("dummy", ParameterType.ANY)),
                        this::submit),
                new Method(
                        "Blockchain",
                        "invalidateblock",
                        List.of(required("blockhash", ParameterType.TEXT)),
                        arguments -> known(node.invalidate(arguments.hash(0, "blockhash")))),
                new Method(
                        "Blockchain",
                        "reconsiderblock",
                        List.of(required("blockhash", ParameterType.TEXT)),
                        arguments -> known(node.reconsider(arguments.hash(0, "blockhash")))));
    }

    private static Json known(boolean isKnown) {
        if (!isKnown) {
            throw new RpcError(RpcError.INVALID_ADDRESS_OR_KEY, "Block not found");
        }
        return Json.NULL;
    }

    private Json submit(Arguments arguments) {
        Block block;
        try {
            block = Block.read(Slice.ofHex(arguments.text(0)));
        } catch (Malformed | IllegalArgumentException unreadable) {
            throw new RpcError(RpcError.DESERIALIZATION_ERROR, "Block decode failed");
        }
        return node.submit(block).map(Json::text).orElse(Json.NULL);
    }

    private Json generate(Arguments arguments) {
        long count = arguments.integer(0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        if (!(AddressReader.read(arguments.text(1), Chain.REGTEST) instanceof AddressReading.Valid address)) {
            throw new RpcError(RpcError.INVALID_ADDRESS_OR_KEY, "Error: Invalid address");
        }
        if (arguments.has(2)) {
            // Every second nonce solves a block, so that no number of tries is ever used up.
            arguments.integer(2, 0, Long.MAX_VALUE);
        }
        Slice payTo = address.scriptPubKey();
        List<String> hashes = new ArrayList<>();
        for (long i = 0; i < count; i++) {
            hashes.add(node.mine(payTo).hash());
        }
        return Json.texts(hashes);
    }
}
