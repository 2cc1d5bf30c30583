package turnout.devnode.call;

import static turnout.devnode.rpc.Method.optional;
import static turnout.devnode.rpc.Method.required;

import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import turnout.devnode.chain.BlockNode;
import turnout.devnode.chain.ChainView;
import turnout.devnode.chain.MerkleProof;
import turnout.devnode.chain.Place;
import turnout.devnode.node.Node;
import turnout.devnode.rpc.Arguments;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.Method;
import turnout.devnode.rpc.Method.ParameterType;
import turnout.devnode.rpc.RpcError;
import turnout.nativeimpl.codec.Hashes;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/** Merkle proofs. */
final class ProofCalls {
    private static final String CATEGORY = "Blockchain";

    private final Node node;

    ProofCalls(Node node) {
        this.node = node;
    }

    List<Method> methods() {
        return List.of(
                new Method(
                        CATEGORY,
                        "gettxoutproof",
                        List.of(required("txids", ParameterType.ARRAY), optional("blockhash", ParameterType.TEXT)),
                        this::prove),
                new Method(CATEGORY, "verifytxoutproof", List.of(required("proof", ParameterType.TEXT)), this::verify));
    }

    private Json prove(Arguments arguments) {
        Set<String> txids = new TreeSet<>();
        if (arguments.array(0).isEmpty()) {
            throw new RpcError(RpcError.INVALID_PARAMETER, "Parameter 'txids' cannot be empty");
        }
        for (Json value : arguments.array(0)) {
            String txid = Arguments.hash(value, "txid");
            if (!txids.add(txid)) {
                throw new RpcError(
                        RpcError.INVALID_PARAMETER, "Invalid parameter, duplicated txid: " + Arguments.text(value));
            }
        }
        ChainView chain = node.state().chain();
        BlockNode block =
                arguments.has(1) ? ChainCalls.find(chain, arguments.hash(1, "blockhash")) : holding(chain, txids);
        long found = block.block().transactions().stream()
                .filter(transaction -> txids.contains(transaction.txid()))
                .count();
        if (found != txids.size()) {
            throw new RpcError(
                    RpcError.INVALID_ADDRESS_OR_KEY, "Not all transactions found in specified or retrieved block");
        }
        return Json.text(
                HexFormat.of().formatHex(MerkleProof.of(block.block(), txids).toBytes()));
    }

    private static BlockNode holding(ChainView chain, Set<String> txids) {
        return txids.stream()
                .flatMap(txid -> chain.transaction(txid).stream())
                .map(Place::node)
                .findFirst()
                .orElseThrow(() -> new RpcError(RpcError.INVALID_ADDRESS_OR_KEY, "Transaction not yet in block"));
    }

    private Json verify(Arguments arguments) {
        MerkleProof proof;
        try {
            proof = MerkleProof.read(Slice.ofHex(arguments.hex(0, "proof")));
        } catch (Malformed malformed) {
            throw new RpcError(RpcError.MISC_ERROR, "SpanReader::read(): end of data: iostream error");
        }
        Optional<List<String>> txids = proof.verify();
        if (txids.isEmpty()) {
            return Json.array(List.of());
        }
        ChainView chain = node.state().chain();
        BlockNode block = chain.block(Hashes.toReversedHex(proof.header().hashBytes()))
                .filter(chain::contains)
                .orElseThrow(() -> new RpcError(RpcError.INVALID_ADDRESS_OR_KEY, "Block not found in chain"));
        // A proof for a tree of another size proves an inner node (CVE-2017-12842).
        boolean sameTree = block.block().transactions().size() == proof.transactionCount();
        return Json.texts(sameTree ? txids.get() : List.of());
    }
}
