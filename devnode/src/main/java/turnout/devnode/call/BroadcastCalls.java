package turnout.devnode.call;

import static turnout.devnode.rpc.Method.optional;
import static turnout.devnode.rpc.Method.required;

import java.util.ArrayList;
import java.util.List;
import turnout.devnode.chain.Rejection;
import turnout.devnode.chain.Transaction;
import turnout.devnode.mempool.Acceptance;
import turnout.devnode.mempool.Mempool;
import turnout.devnode.mempool.MempoolEntry;
import turnout.devnode.mempool.Policy;
import turnout.devnode.node.Node;
import turnout.devnode.node.NodeState;
import turnout.devnode.rpc.Arguments;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.Method;
import turnout.devnode.rpc.Method.ParameterType;
import turnout.devnode.rpc.Numbers;
import turnout.devnode.rpc.RpcError;
import turnout.nativeimpl.codec.RawOutput;
import turnout.nativeimpl.codec.ScriptCursor;

/** Sending transactions, and asking what would become of them. */
final class BroadcastCalls {
    private static final String CATEGORY = "Rawtransactions";
    // Core's DEFAULT_MAX_RAW_TX_FEE_RATE and the limit of its argument, satoshis per 1,000 virtual bytes.
    private static final long DEFAULT_MAX_FEE_RATE = 10_000_000;
    private static final long MAX_FEE_RATE = 100_000_000;
    private static final int MAX_PACKAGE = 25;

    private final Node node;

    BroadcastCalls(Node node) {
        this.node = node;
    }

    List<Method> methods() {
        return List.of(
                new Method(
                        CATEGORY,
                        "sendrawtransaction",
                        List.of(
                                required("hexstring", ParameterType.TEXT),
                                optional("maxfeerate", ParameterType.ANY),
                                optional("maxburnamount", ParameterType.ANY)),
                        this::send),
                new Method(
                        CATEGORY,
                        "testmempoolaccept",
                        List.of(required("rawtxs", ParameterType.ARRAY), optional("maxfeerate", ParameterType.ANY)),
                        this::test));
    }

    private Json send(Arguments arguments) {
        long maxBurn = arguments.amount(2).orElse(0L);
        Transaction transaction = TransactionCalls.parse(arguments.text(0))
                .orElseThrow(() -> new RpcError(
                        RpcError.DESERIALIZATION_ERROR, "TX decode failed. Make sure the tx has at least one input."));
        if (transaction.outputs().stream().anyMatch(output -> output.value() > maxBurn && burns(output))) {
            throw new RpcError(
                    RpcError.VERIFY_ERROR, "Unspendable output exceeds maximum configured by user (maxburnamount)");
        }
        long maxFeeRate = maxFeeRate(arguments);
        NodeState state = node.state();
        if (transaction.makes().stream()
                .anyMatch(output -> state.chain().unspent(output).isPresent())) {
            throw new RpcError(RpcError.VERIFY_ALREADY_IN_UTXO_SET, "Transaction outputs already in utxo set");
        }
        // What is in the pool already was sent before: Core says so by succeeding again.
        if (state.mempool().entry(transaction.txid()).isEmpty()) {
            submit(transaction, maxFeeRate);
        }
        return Json.text(transaction.txid());
    }

    private void submit(Transaction transaction, long maxFeeRate) {
        switch (node.submit(transaction, entry -> !paysTooMuch(entry, maxFeeRate))) {
            case Acceptance.Accepted accepted
            when paysTooMuch(accepted.entry(), maxFeeRate) ->
                throw new RpcError(
                        RpcError.VERIFY_ERROR, "Fee exceeds maximum configured by user (e.g. -maxtxfee, maxfeerate)");
            case Acceptance.Accepted accepted -> {}
            // Somebody else sent it between the look and the try.
            case Acceptance.Refused refused
            when node.state().mempool().entry(transaction.txid()).isPresent() -> {}
            case Acceptance.Refused refused -> {
                Rejection rejection = refused.rejection();
                throw new RpcError(
                        rejection.missingInputs() ? RpcError.VERIFY_ERROR : RpcError.VERIFY_REJECTED, rejection.text());
            }
        }
    }

    private static boolean burns(RawOutput output) {
        return ScriptCursor.isUnspendable(output.scriptPubKey())
                || !ScriptCursor.hasValidOperations(output.scriptPubKey());
    }

    private static long maxFeeRate(Arguments arguments) {
        long rate = arguments.amount(1).orElse(DEFAULT_MAX_FEE_RATE);
        if (rate >= MAX_FEE_RATE) {
            throw new RpcError(
                    RpcError.INVALID_PARAMETER, "Fee rates larger than or equal to 1BTC/kvB are not accepted");
        }
        return rate;
    }

    private static boolean paysTooMuch(MempoolEntry entry, long maxFeeRate) {
        return maxFeeRate > 0 && entry.fee() > Policy.fee(maxFeeRate, entry.adjustedSize());
    }

    private Json test(Arguments arguments) {
        List<Json> texts = arguments.array(0);
        if (texts.isEmpty() || texts.size() > MAX_PACKAGE) {
            throw new RpcError(
                    RpcError.INVALID_PARAMETER, "Array must contain between 1 and " + MAX_PACKAGE + " transactions.");
        }
        long maxFeeRate = maxFeeRate(arguments);
        List<Transaction> transactions = new ArrayList<>();
        for (Json text : texts) {
            int index = transactions.size();
            transactions.add(TransactionCalls.parse(Arguments.text(text))
                    .orElseThrow(() -> new RpcError(
                            RpcError.DESERIALIZATION_ERROR,
                            "TX decode failed for tx " + index + ". Make sure the tx has at least one input.")));
        }
        return Json.array(test(transactions, maxFeeRate));
    }

    /** Each on top of those before it. After one that fails the others are shown without a result, as Core does. */
    private List<Json> test(List<Transaction> transactions, long maxFeeRate) {
        NodeState state = node.state();
        Mempool pool = state.mempool();
        List<Json.Obj> shown = new ArrayList<>();
        List<Json.Obj> accepted = new ArrayList<>();
        boolean failed = false;
        for (Transaction transaction : transactions) {
            Json.Obj told = Json.object().with("txid", transaction.txid()).with("wtxid", transaction.wtxid());
            shown.add(told);
            if (failed) {
                continue;
            }
            switch (new Acceptance(state.chain(), pool, node.now()).judge(transaction)) {
                case Acceptance.Accepted fine
                when paysTooMuch(fine.entry(), maxFeeRate) -> {
                    told.with("allowed", false).with("reject-reason", "max-fee-exceeded");
                    failed = true;
                }
                case Acceptance.Accepted fine -> {
                    pool = pool.without(fine.replaces()).with(fine.entry());
                    allow(told, fine.entry());
                    accepted.add(told);
                }
                case Acceptance.Refused refused -> {
                    refuse(told, refused.rejection());
                    accepted.forEach(BroadcastCalls::withoutResult);
                    failed = true;
                }
            }
        }
        return List.copyOf(shown);
    }

    private static void allow(Json.Obj told, MempoolEntry entry) {
        told.with("allowed", true)
                .with("vsize", entry.adjustedSize())
                .with(
                        "fees",
                        Json.object()
                                .with("base", Numbers.amount(entry.fee()))
                                .with("effective-feerate", Numbers.amount(entry.fee() * 1000 / entry.adjustedSize()))
                                .with(
                                        "effective-includes",
                                        Json.texts(List.of(entry.transaction().wtxid()))));
    }

    private static void refuse(Json.Obj told, Rejection rejection) {
        told.with("allowed", false);
        if (rejection.missingInputs()) {
            told.with("reject-reason", "missing-inputs");
        } else {
            told.with("reject-reason", rejection.reason()).with("reject-details", rejection.text());
        }
    }

    private static void withoutResult(Json.Obj told) {
        told.fields().keySet().removeAll(List.of("allowed", "vsize", "fees"));
    }
}
