package turnout.nativeimpl.chain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import turnout.bitcoin.v1.Prevout;
import turnout.bitcoin.v1.Transaction;
import turnout.nativeimpl.codec.Malformed;
import turnout.nativeimpl.codec.RawTransaction;
import turnout.nativeimpl.codec.ScriptPrinter;
import turnout.nativeimpl.codec.TransactionReader;
import turnout.nativeimpl.message.ScriptMessages;
import turnout.nativeimpl.message.TransactionMessages;
import turnout.nativeimpl.node.NodeJson;
import turnout.nativeimpl.refusal.Refusal;

/**
 * Transactions in a node's answer: decoded from their bytes like any other, and only what the bytes cannot say (what is
 * spent, the fee) is taken from the node.
 */
final class NodeTransactions {

    private NodeTransactions() {}

    static Transaction of(NodeJson json, ScriptPrinter printer) throws Refusal {
        RawTransaction raw;
        try {
            raw = TransactionReader.readWhole(json.get("hex").hex());
        } catch (Malformed e) {
            throw NodeJson.invalid("has bytes that are no transaction");
        }
        List<NodeJson> inputs = json.get("vin").elements();
        if (inputs.size() != raw.inputs().size()) {
            throw NodeJson.invalid("has another number of inputs than its own bytes");
        }
        List<@Nullable Prevout> prevouts = new ArrayList<>(inputs.size());
        for (NodeJson input : inputs) {
            Optional<NodeJson> prevout = input.optional("prevout");
            prevouts.add(prevout.isPresent() ? prevout(prevout.get(), printer) : null);
        }
        return TransactionMessages.transaction(raw, printer, prevouts::get);
    }

    /** The fee in satoshis, where the node knows what is spent. */
    static Optional<Long> fee(NodeJson json) throws Refusal {
        Optional<NodeJson> fee = json.optional("fee");
        return fee.isPresent() ? Optional.of(fee.get().satoshis()) : Optional.empty();
    }

    private static Prevout prevout(NodeJson json, ScriptPrinter printer) throws Refusal {
        return Prevout.newBuilder()
                .setGenerated(json.get("generated").bool())
                .setHeight(json.get("height").uint32())
                .setValue(json.get("value").satoshis())
                .setScriptPubKey(ScriptMessages.scriptPubKey(
                        json.get("scriptPubKey").get("hex").hex(), printer))
                .build();
    }
}
