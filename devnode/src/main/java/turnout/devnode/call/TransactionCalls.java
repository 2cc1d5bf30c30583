package turnout.devnode.call;

import static turnout.devnode.rpc.Method.optional;
import static turnout.devnode.rpc.Method.required;

import java.util.List;
import java.util.Optional;
import turnout.devnode.chain.BlockNode;
import turnout.devnode.chain.ChainView;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.Place;
import turnout.devnode.chain.Transaction;
import turnout.devnode.node.Node;
import turnout.devnode.node.NodeState;
import turnout.devnode.rpc.Arguments;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.Method;
import turnout.devnode.rpc.Method.ParameterType;
import turnout.devnode.rpc.RpcError;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.Slice;

/** Transactions by id, and bytes that may be one. */
final class TransactionCalls {
    private static final String CATEGORY = "Rawtransactions";

    private final Node node;
    private final TransactionJson transactions;

    TransactionCalls(Node node, TransactionJson transactions) {
        this.node = node;
        this.transactions = transactions;
    }

    List<Method> methods() {
        return List.of(
                new Method(
                        CATEGORY,
                        "getrawtransaction",
                        List.of(
                                required("txid", ParameterType.TEXT),
                                optional("verbosity|verbose", ParameterType.ANY),
                                optional("blockhash", ParameterType.TEXT)),
                        this::get),
                new Method(
                        CATEGORY,
                        "decoderawtransaction",
                        List.of(required("hexstring", ParameterType.TEXT), optional("iswitness", ParameterType.BOOL)),
                        this::decode));
    }

    private Json get(Arguments arguments) {
        String txid = arguments.hash(0, "parameter 1");
        NodeState state = node.state();
        ChainView chain = state.chain();
        if (chain.at(0).orElseThrow().block().merkleRoot().equals(txid)) {
            throw new RpcError(
                    RpcError.INVALID_ADDRESS_OR_KEY,
                    "The genesis block coinbase is not considered an ordinary transaction and cannot be retrieved");
        }
        int verbosity = arguments.verbosity(1, 0);
        if (arguments.has(2)) {
            BlockNode block = chain.block(arguments.hash(2, "parameter 3"))
                    .orElseThrow(() -> new RpcError(RpcError.INVALID_ADDRESS_OR_KEY, "Block hash not found"));
            Transaction transaction = in(block, txid);
            Json.Obj told = Json.object().with("in_active_chain", chain.contains(block));
            return show(chain, transaction, Optional.of(block), verbosity, told);
        }
        Transaction transaction =
                state.transaction(txid).orElseThrow(() -> notFound("No such mempool or blockchain transaction"));
        Optional<BlockNode> block = state.mempool().entry(txid).isPresent()
                ? Optional.empty()
                : chain.transaction(txid).map(Place::node);
        return show(chain, transaction, block, verbosity, Json.object());
    }

    private static Transaction in(BlockNode block, String txid) {
        return block.block().transactions().stream()
                .filter(transaction -> transaction.txid().equals(txid))
                .findFirst()
                .orElseThrow(() -> notFound("No such transaction found in the provided block"));
    }

    private static RpcError notFound(String message) {
        return new RpcError(RpcError.INVALID_ADDRESS_OR_KEY, message + ". Use gettransaction for wallet transactions.");
    }

    private Json show(
            ChainView chain, Transaction transaction, Optional<BlockNode> block, int verbosity, Json.Obj told) {
        if (verbosity <= 0) {
            return Json.text(transaction.raw().bytes().toHex());
        }
        // Core knows what a transaction spent from the undo data of its block only, and so says nothing for the
        // mempool.
        List<Coin> coins =
                verbosity >= 2 && block.isPresent() ? BlockJson.spent(chain, block.get(), transaction) : List.of();
        told.fields().putAll(transactions.full(transaction, coins, true).fields());
        block.ifPresent(found -> {
            told.with("blockhash", found.hash());
            if (chain.contains(found)) {
                told.with("confirmations", BlockJson.confirmations(chain, found))
                        .with("time", found.block().time())
                        .with("blocktime", found.block().time());
            } else {
                told.with("confirmations", 0);
            }
        });
        return told;
    }

    private Json decode(Arguments arguments) {
        Transaction transaction = parse(arguments.text(0))
                .filter(parsed -> arguments.bool(1, true) || !parsed.raw().hasWitness())
                .orElseThrow(() -> new RpcError(RpcError.DESERIALIZATION_ERROR, "TX decode failed"));
        return transactions.decoded(transaction);
    }

    /** Empty where the text is not the hex of exactly one transaction. */
    static Optional<Transaction> parse(String hex) {
        if (hex.length() % 2 != 0 || !Arguments.isHex(hex)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Transaction.read(Slice.ofHex(hex)));
        } catch (Malformed malformed) {
            return Optional.empty();
        }
    }
}
