package turnout.load.vectors.sets;

import com.google.protobuf.ByteString;
import java.io.IOException;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Script;
import turnout.bitcoin.v1.ScriptPubKey;
import turnout.bitcoin.v1.Transaction;
import turnout.bitcoin.v1.TransactionInput;
import turnout.bitcoin.v1.TransactionOutput;
import turnout.load.vectors.CoreJson;
import turnout.load.vectors.Corpus;
import turnout.load.vectors.Expectation;
import turnout.load.vectors.VectorCase;
import turnout.script.v1.EncodeTransactionRequest;
import turnout.script.v1.EncodeTransactionResponse;
import turnout.script.v1.ScriptServiceGrpc;

/** The recorded transactions from what the node says of them back to their bytes. */
final class EncodedTransactions {

    private EncodedTransactions() {}

    static Stream<VectorCase> cases(Corpus corpus) throws IOException {
        return corpus.json("recorded/transactions.json").valueStream().map(EncodedTransactions::encode);
    }

    private static VectorCase encode(JsonNode vector) {
        JsonNode decoded = vector.get("decoderawtransaction");
        Transaction.Builder transaction = Transaction.newBuilder()
                .setVersion((int) decoded.get("version").longValue())
                .setLockTime((int) decoded.get("locktime").longValue());
        decoded.get("vin").forEach(input -> transaction.addInputs(input(input)));
        decoded.get("vout").forEach(output -> transaction.addOutputs(output(output)));
        return VectorCase.of(
                vector.get("txid").stringValue(),
                ScriptServiceGrpc.getEncodeTransactionMethod(),
                EncodeTransactionRequest.newBuilder()
                        .setTransaction(transaction)
                        .build(),
                Expectation.reply(EncodeTransactionResponse.newBuilder()
                        .setRawTransaction(CoreJson.bytes(vector.get("hex")))
                        .setTxid(decoded.get("txid").stringValue())
                        .setWtxid(decoded.get("hash").stringValue())
                        .build()));
    }

    private static TransactionInput input(JsonNode json) {
        TransactionInput.Builder input = TransactionInput.newBuilder()
                .setSequence((int) json.get("sequence").longValue());
        if (json.has("coinbase")) {
            input.setCoinbase(CoreJson.bytes(json.get("coinbase")));
        } else {
            input.setTxid(json.get("txid").stringValue())
                    .setVout((int) json.get("vout").longValue())
                    .setScriptSig(Script.newBuilder()
                            .setRaw(CoreJson.bytes(json.get("scriptSig").get("hex"))));
        }
        json.path("txinwitness").forEach(item -> input.addWitness(CoreJson.bytes(item)));
        return input.build();
    }

    private static TransactionOutput output(JsonNode json) {
        ByteString script = CoreJson.bytes(json.get("scriptPubKey").get("hex"));
        return TransactionOutput.newBuilder()
                .setValue(CoreJson.satoshis(json.get("value")))
                .setScriptPubKey(ScriptPubKey.newBuilder().setRaw(script))
                .build();
    }
}
