package turnout.devnode.call;

import static turnout.devnode.rpc.Method.optional;
import static turnout.devnode.rpc.Method.required;

import java.util.List;
import turnout.devnode.chain.BlockNode;
import turnout.devnode.chain.ChainView;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.CompactTarget;
import turnout.devnode.chain.Outpoint;
import turnout.devnode.node.Node;
import turnout.devnode.node.NodeState;
import turnout.devnode.rpc.Arguments;
import turnout.devnode.rpc.Fault;
import turnout.devnode.rpc.Faults;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.Method;
import turnout.devnode.rpc.Method.ParameterType;
import turnout.devnode.rpc.Numbers;
import turnout.devnode.rpc.RpcError;

/** Questions about the chain and its blocks. */
final class ChainCalls {
    private static final String CATEGORY = "Blockchain";
    // A tip older than this means that the node is still catching up (Core's DEFAULT_MAX_TIP_AGE).
    private static final long MAX_TIP_AGE_SECONDS = 24 * 60 * 60;
    // Within this of the clock a tip counts as present.
    private static final long RECENT_SECONDS = 2 * 60 * 60;
    // Core's guess for regtest, transactions a second.
    private static final double TRANSACTION_RATE = 0.001;

    private final Node node;
    private final Faults faults;
    private final ScriptJson scripts;
    private final BlockJson blocks;
    // Once caught up, Core does not go back.
    private volatile boolean caughtUp;

    ChainCalls(Node node, Faults faults, ScriptJson scripts, BlockJson blocks) {
        this.node = node;
        this.faults = faults;
        this.scripts = scripts;
        this.blocks = blocks;
    }

    List<Method> methods() {
        return List.of(
                new Method(CATEGORY, "getblockchaininfo", List.of(), arguments -> info()),
                new Method(
                        CATEGORY,
                        "getbestblockhash",
                        List.of(),
                        arguments -> Json.text(chain().tip().hash())),
                new Method(CATEGORY, "getblockcount", List.of(), arguments -> Json.number(chain().height())),
                new Method(
                        CATEGORY, "getblockhash", List.of(required("height", ParameterType.NUMBER)), this::blockHash),
                new Method(
                        CATEGORY,
                        "getblockheader",
                        List.of(required("blockhash", ParameterType.TEXT), optional("verbose", ParameterType.BOOL)),
                        this::blockHeader),
                new Method(
                        CATEGORY,
                        "getblock",
                        List.of(
                                required("blockhash", ParameterType.TEXT),
                                optional("verbosity|verbose", ParameterType.ANY)),
                        this::block),
                new Method(
                        CATEGORY,
                        "gettxout",
                        List.of(
                                required("txid", ParameterType.TEXT),
                                required("n", ParameterType.NUMBER),
                                optional("include_mempool", ParameterType.BOOL)),
                        this::output));
    }

    private ChainView chain() {
        return node.state().chain();
    }

    private Json info() {
        ChainView chain = chain();
        BlockNode tip = chain.tip();
        long age = node.now() - tip.block().time();
        if (age <= MAX_TIP_AGE_SECONDS) {
            caughtUp = true;
        }
        double missing = Math.abs(age) <= RECENT_SECONDS ? 0 : age * TRANSACTION_RATE;
        double progress = Math.min(1, tip.transactionsInChain() / (tip.transactionsInChain() + missing));
        return Json.object()
                .with("chain", faults.now() == Fault.WRONG_NETWORK ? "main" : "regtest")
                .with("blocks", chain.height())
                .with("headers", chain.height())
                .with("bestblockhash", tip.hash())
                .with("bits", BlockJson.bits(tip))
                .with("target", BlockJson.target(tip))
                .with(
                        "difficulty",
                        Numbers.real(CompactTarget.difficulty(tip.block().bits())))
                .with("time", tip.block().time())
                .with("mediantime", tip.medianTime())
                .with("verificationprogress", Numbers.real(progress))
                .with("initialblockdownload", !caughtUp)
                .with("chainwork", BlockJson.chainWork(tip))
                .with("size_on_disk", tip.bytesInChain())
                .with("pruned", false)
                .with("warnings", Json.array(List.of()));
    }

    private Json blockHash(Arguments arguments) {
        long height = arguments.integer(0, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return chain().at((int) height)
                .map(block -> Json.text(block.hash()))
                .orElseThrow(() -> new RpcError(RpcError.INVALID_PARAMETER, "Block height out of range"));
    }

    private Json blockHeader(Arguments arguments) {
        String hash = arguments.hash(0, "hash");
        boolean verbose = arguments.bool(1, true);
        ChainView chain = chain();
        BlockNode block = find(chain, hash);
        return verbose
                ? BlockJson.header(chain, block)
                : Json.text(block.block().header().bytes().toHex());
    }

    private Json block(Arguments arguments) {
        String hash = arguments.hash(0, "blockhash");
        int verbosity = arguments.verbosity(1, 1);
        ChainView chain = chain();
        BlockNode block = find(chain, hash);
        return verbosity <= 0 ? Json.text(block.block().raw().bytes().toHex()) : blocks.block(chain, block, verbosity);
    }

    static BlockNode find(ChainView chain, String hash) {
        return chain.block(hash).orElseThrow(() -> new RpcError(RpcError.INVALID_ADDRESS_OR_KEY, "Block not found"));
    }

    private Json output(Arguments arguments) {
        Outpoint outpoint = new Outpoint(arguments.hash(0, "txid"), arguments.integer(1, 0, 0xffff_ffffL));
        boolean withMempool = arguments.bool(2, true);
        NodeState state = node.state();
        return (withMempool ? state.unspent(outpoint) : state.chain().unspent(outpoint))
                .<Json>map(coin -> output(state.chain(), coin))
                .orElse(Json.NULL);
    }

    private Json output(ChainView chain, Coin coin) {
        boolean confirmed = coin.height() != Coin.IN_MEMPOOL;
        return Json.object()
                .with("bestblock", chain.tip().hash())
                .with("confirmations", confirmed ? chain.height() - coin.height() + 1L : 0)
                .with("value", Numbers.amount(coin.output().value()))
                .with("scriptPubKey", scripts.output(coin.output().scriptPubKey()))
                .with("coinbase", coin.generated());
    }
}
