package turnout.devnode.call;

import java.util.ArrayList;
import java.util.List;
import turnout.devnode.chain.Coin;
import turnout.devnode.chain.Outpoint;
import turnout.devnode.chain.Transaction;
import turnout.devnode.chain.TransactionRules;
import turnout.devnode.rpc.Json;
import turnout.devnode.rpc.Numbers;
import turnout.nativeimpl.codec.RawInput;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.Slice;

/** Transactions as the RPC shows them (Core's TxToUniv). */
final class TransactionJson {
    private final ScriptJson scripts;

    TransactionJson(ScriptJson scripts) {
        this.scripts = scripts;
    }

    /** What the bytes alone say. */
    Json.Obj decoded(Transaction transaction) {
        return write(transaction, List.of(), false);
    }

    /**
     * The same with fee and hex.
     *
     * @param coins what it spends in the order of its inputs; empty where that is not known: then there is no fee
     * @param withPrevouts whether the inputs show these
     */
    Json.Obj full(Transaction transaction, List<Coin> coins, boolean withPrevouts) {
        Json.Obj told = write(transaction, coins, withPrevouts);
        if (!coins.isEmpty()) {
            told.with("fee", Numbers.amount(TransactionRules.fee(transaction, coins)));
        }
        return told.with("hex", transaction.raw().bytes().toHex());
    }

    private Json.Obj write(Transaction transaction, List<Coin> coins, boolean withPrevouts) {
        ScriptPrinter printer = ScriptJson.printer();
        List<Json> inputs = new ArrayList<>();
        for (int i = 0; i < transaction.inputs().size(); i++) {
            RawInput input = transaction.inputs().get(i);
            inputs.add(
                    transaction.isCoinbase()
                            ? coinbase(input)
                            : input(
                                    input,
                                    transaction.spends().get(i),
                                    withPrevouts && !coins.isEmpty() ? List.of(coins.get(i)) : List.of(),
                                    printer));
        }
        List<Json> outputs = new ArrayList<>();
        for (int i = 0; i < transaction.outputs().size(); i++) {
            outputs.add(Json.object()
                    .with("value", Numbers.amount(transaction.outputs().get(i).value()))
                    .with("n", i)
                    .with(
                            "scriptPubKey",
                            scripts.output(transaction.outputs().get(i).scriptPubKey())));
        }
        return Json.object()
                .with("txid", transaction.txid())
                .with("hash", transaction.wtxid())
                .with("version", transaction.version())
                .with("size", transaction.raw().size())
                .with("vsize", transaction.raw().vsize())
                .with("weight", transaction.raw().weight())
                .with("locktime", transaction.lockTime())
                .with("vin", Json.array(inputs))
                .with("vout", Json.array(outputs));
    }

    private static Json coinbase(RawInput input) {
        Json.Obj told = Json.object().with("coinbase", input.scriptSig().toHex());
        withWitness(told, input);
        return told.with("sequence", Integer.toUnsignedLong(input.sequence()));
    }

    private Json input(RawInput input, Outpoint spends, List<Coin> coin, ScriptPrinter printer) {
        Json.Obj told = Json.object()
                .with("txid", spends.txid())
                .with("vout", spends.index())
                .with("scriptSig", ScriptJson.scriptSig(input.scriptSig(), printer));
        withWitness(told, input);
        for (Coin spent : coin) {
            told.with(
                    "prevout",
                    Json.object()
                            .with("generated", spent.generated())
                            .with("height", spent.height())
                            .with("value", Numbers.amount(spent.output().value()))
                            .with("scriptPubKey", scripts.output(spent.output().scriptPubKey())));
        }
        return told.with("sequence", Integer.toUnsignedLong(input.sequence()));
    }

    private static void withWitness(Json.Obj told, RawInput input) {
        if (!input.witness().isEmpty()) {
            told.with(
                    "txinwitness",
                    Json.texts(input.witness().stream().map(Slice::toHex).toList()));
        }
    }
}
