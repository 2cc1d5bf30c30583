package turnout.load.vectors;

import tools.jackson.databind.JsonNode;
import turnout.bitcoin.v1.Transaction;
import turnout.bitcoin.v1.TransactionInput;
import turnout.bitcoin.v1.TransactionOutput;

/** Compares a decoded transaction with what Bitcoin Core's decoderawtransaction or getrawtransaction says. */
public final class CoreTransaction {

    private CoreTransaction() {}

    public static void check(JsonNode expected, Transaction actual, Check check) {
        check.same("txid", expected.get("txid").stringValue(), actual.getTxid())
                .same("hash", expected.get("hash").stringValue(), actual.getWtxid())
                .same("version", expected.get("version").longValue(), Integer.toUnsignedLong(actual.getVersion()))
                .same("size", expected.get("size").intValue(), actual.getSize())
                .same("vsize", expected.get("vsize").intValue(), actual.getVsize())
                .same("weight", expected.get("weight").intValue(), actual.getWeight())
                .same("locktime", expected.get("locktime").longValue(), Integer.toUnsignedLong(actual.getLockTime()))
                .same("inputs", expected.get("vin").size(), actual.getInputsCount())
                .same("outputs", expected.get("vout").size(), actual.getOutputsCount());
        for (int i = 0; i < Math.min(expected.get("vin").size(), actual.getInputsCount()); i++) {
            checkInput("vin[" + i + "]", expected.get("vin").get(i), actual.getInputs(i), check);
        }
        for (int i = 0; i < Math.min(expected.get("vout").size(), actual.getOutputsCount()); i++) {
            JsonNode output = expected.get("vout").get(i);
            TransactionOutput got = actual.getOutputs(i);
            check.same("vout[" + i + "].value", CoreJson.satoshis(output.get("value")), got.getValue());
            check.same("vout[" + i + "].n", output.get("n").intValue(), got.getIndex());
            CoreJson.checkScript("vout[" + i + "]", output.get("scriptPubKey"), got.getScriptPubKey(), check);
        }
    }

    private static void checkInput(String part, JsonNode expected, TransactionInput actual, Check check) {
        check.same(part + ".coinbase", expected.has("coinbase"), actual.hasCoinbase());
        if (expected.has("coinbase")) {
            check.sameHex(part + ".coinbase", expected.get("coinbase").stringValue(), actual.getCoinbase());
        } else {
            JsonNode scriptSig = expected.get("scriptSig");
            check.same(part + ".txid", expected.get("txid").stringValue(), actual.getTxid())
                    .same(part + ".vout", expected.get("vout").longValue(), Integer.toUnsignedLong(actual.getVout()))
                    .same(
                            part + ".asm",
                            scriptSig.get("asm").stringValue(),
                            actual.getScriptSig().getAsm())
                    .sameHex(
                            part + ".hex",
                            scriptSig.get("hex").stringValue(),
                            actual.getScriptSig().getRaw());
        }
        JsonNode witness = expected.path("txinwitness");
        check.same(part + ".witness", witness.size(), actual.getWitnessCount());
        for (int i = 0; i < Math.min(witness.size(), actual.getWitnessCount()); i++) {
            check.sameHex(part + ".witness[" + i + "]", witness.get(i).stringValue(), actual.getWitness(i));
        }
        check.same(
                part + ".sequence", expected.get("sequence").longValue(), Integer.toUnsignedLong(actual.getSequence()));
    }
}
