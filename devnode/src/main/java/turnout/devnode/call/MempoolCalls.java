package turnout.devnode.call;

import static turnout.devnode.rpc.Method.optional;
import static turnout.devnode.rpc.Method.required;

import java.util.ArrayList;
import java.util.List;
import turnout.devnode.mempool.Mempool;
import turnout.devnode.mempool.MempoolEntry;
import turnout.devnode.mempool.MiningOrder;
import turnout.devnode.mempool.Policy;
import turnout.devnode.node.Node;
import turnout.devnode.rpc.Arguments;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.Method;
import turnout.devnode.rpc.Method.ParameterType;
import turnout.devnode.rpc.Numbers;
import turnout.devnode.rpc.RpcError;

/** Questions about unconfirmed transactions. */
final class MempoolCalls {
    private static final String CATEGORY = "Blockchain";
    private static final long MAX_MEMPOOL_BYTES = 300_000_000;
    // Core tells its allocator's view; an empty pool has 64, and about this much goes with each transaction.
    private static final long EMPTY_USAGE = 64;
    private static final long ENTRY_USAGE = 900;

    private final Node node;

    MempoolCalls(Node node) {
        this.node = node;
    }

    List<Method> methods() {
        return List.of(
                new Method(CATEGORY, "getmempoolinfo", List.of(), arguments -> info()),
                new Method(CATEGORY, "getmempoolentry", List.of(required("txid", ParameterType.TEXT)), this::entry),
                new Method(
                        CATEGORY,
                        "getrawmempool",
                        List.of(
                                optional("verbose", ParameterType.BOOL),
                                optional("mempool_sequence", ParameterType.BOOL)),
                        this::all));
    }

    private Json info() {
        Mempool pool = node.state().mempool();
        long bytes = 0;
        long usage = EMPTY_USAGE;
        long fees = 0;
        for (MempoolEntry entry : pool.entries()) {
            bytes += entry.adjustedSize();
            usage += ENTRY_USAGE + entry.transaction().raw().size();
            fees += entry.fee();
        }
        return Json.object()
                .with("loaded", true)
                .with("size", pool.entries().size())
                .with("bytes", bytes)
                .with("usage", usage)
                .with("total_fee", Numbers.amount(fees))
                .with("maxmempool", MAX_MEMPOOL_BYTES)
                .with("mempoolminfee", Numbers.amount(Policy.MIN_RELAY_FEE_RATE))
                .with("minrelaytxfee", Numbers.amount(Policy.MIN_RELAY_FEE_RATE))
                .with("incrementalrelayfee", Numbers.amount(Policy.MIN_RELAY_FEE_RATE))
                // There are no peers who could have taken one.
                .with("unbroadcastcount", pool.entries().size())
                .with("permitbaremultisig", true)
                .with("maxdatacarriersize", Policy.MAX_DATA_CARRIER_BYTES)
                .with("limitclustercount", Policy.MAX_CLUSTER_COUNT)
                .with("limitclustersize", Policy.MAX_CLUSTER_SIZE)
                .with("optimal", true);
    }

    private Json entry(Arguments arguments) {
        Mempool pool = node.state().mempool();
        MempoolEntry entry = pool.entry(arguments.hash(0, "txid"))
                .orElseThrow(() -> new RpcError(RpcError.INVALID_ADDRESS_OR_KEY, "Transaction not in mempool"));
        return show(pool, entry, MiningOrder.chunkOf(pool, entry.transaction().txid()));
    }

    private Json all(Arguments arguments) {
        boolean verbose = arguments.bool(0, false);
        boolean withSequence = arguments.bool(1, false);
        if (verbose && withSequence) {
            throw new RpcError(RpcError.INVALID_PARAMETER, "Verbose results cannot contain mempool sequence values.");
        }
        Mempool pool = node.state().mempool();
        List<MiningOrder.Chunk> chunks = MiningOrder.of(pool);
        if (verbose) {
            Json.Obj told = Json.object();
            for (MiningOrder.Chunk chunk : chunks) {
                chunk.entries().forEach(entry -> told.with(entry.transaction().txid(), show(pool, entry, chunk)));
            }
            return told;
        }
        List<String> txids = new ArrayList<>();
        chunks.forEach(chunk ->
                chunk.entries().forEach(entry -> txids.add(entry.transaction().txid())));
        return withSequence
                ? Json.object().with("txids", Json.texts(txids)).with("mempool_sequence", pool.sequence())
                : Json.texts(txids);
    }

    private static Json show(Mempool pool, MempoolEntry entry, MiningOrder.Chunk chunk) {
        List<String> self = List.of(entry.transaction().txid());
        Sum ancestors = Sum.of(pool, pool.withAncestors(self));
        Sum descendants = Sum.of(pool, pool.withDescendants(self));
        return Json.object()
                .with("vsize", entry.adjustedSize())
                .with("weight", entry.transaction().raw().weight())
                .with("time", entry.time())
                .with("height", entry.height())
                .with("descendantcount", descendants.count())
                .with("descendantsize", descendants.size())
                .with("ancestorcount", ancestors.count())
                .with("ancestorsize", ancestors.size())
                .with("wtxid", entry.transaction().wtxid())
                .with("chunkweight", chunk.weight())
                .with(
                        "fees",
                        Json.object()
                                .with("base", Numbers.amount(entry.fee()))
                                .with("modified", Numbers.amount(entry.fee()))
                                .with("ancestor", Numbers.amount(ancestors.fee()))
                                .with("descendant", Numbers.amount(descendants.fee()))
                                .with("chunk", Numbers.amount(chunk.fee())))
                .with("depends", sorted(pool.parents(entry.transaction())))
                .with("spentby", sorted(pool.children(entry.transaction())))
                .with("unbroadcast", true);
    }

    private static Json sorted(Iterable<String> txids) {
        List<String> all = new ArrayList<>();
        txids.forEach(all::add);
        return Json.texts(all.stream().sorted().toList());
    }

    private record Sum(long count, long size, long fee) {
        static Sum of(Mempool pool, Iterable<String> txids) {
            Sum sum = new Sum(0, 0, 0);
            for (String txid : txids) {
                MempoolEntry entry = pool.entry(txid).orElseThrow();
                sum = new Sum(sum.count + 1, sum.size + entry.adjustedSize(), sum.fee + entry.fee());
            }
            return sum;
        }
    }
}
