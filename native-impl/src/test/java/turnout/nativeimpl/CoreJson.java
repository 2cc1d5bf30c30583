package turnout.nativeimpl;

import com.google.protobuf.ByteString;
import java.math.BigDecimal;
import java.util.HexFormat;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import turnout.bitcoin.v1.Prevout;
import turnout.bitcoin.v1.ScriptPubKey;
import turnout.bitcoin.v1.ScriptType;
import turnout.bitcoin.v1.Transaction;
import turnout.bitcoin.v1.TransactionInput;
import turnout.bitcoin.v1.TransactionOutput;

/** Writes messages in the shape of Core's RPC, so that they can be compared with recorded answers field for field. */
public final class CoreJson {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private CoreJson() {}

    public static ObjectNode transaction(Transaction transaction) {
        ObjectNode json = MAPPER.createObjectNode()
                .put("txid", transaction.getTxid())
                .put("hash", transaction.getWtxid())
                .put("version", Integer.toUnsignedLong(transaction.getVersion()))
                .put("size", transaction.getSize())
                .put("vsize", transaction.getVsize())
                .put("weight", transaction.getWeight())
                .put("locktime", Integer.toUnsignedLong(transaction.getLockTime()));
        ArrayNode inputs = json.putArray("vin");
        transaction.getInputsList().forEach(input -> inputs.add(input(input)));
        ArrayNode outputs = json.putArray("vout");
        for (TransactionOutput output : transaction.getOutputsList()) {
            outputs.addObject()
                    .put("value", BigDecimal.valueOf(output.getValue(), 8))
                    .put("n", output.getIndex())
                    .set("scriptPubKey", script(output.getScriptPubKey(), true));
        }
        return json;
    }

    private static ObjectNode input(TransactionInput input) {
        ObjectNode json = MAPPER.createObjectNode();
        if (input.hasCoinbase()) {
            json.put("coinbase", hex(input.getCoinbase()));
        } else {
            json.put("txid", input.getTxid()).put("vout", Integer.toUnsignedLong(input.getVout()));
            json.putObject("scriptSig")
                    .put("asm", input.getScriptSig().getAsm())
                    .put("hex", hex(input.getScriptSig().getRaw()));
        }
        if (input.getWitnessCount() > 0) {
            ArrayNode witness = json.putArray("txinwitness");
            input.getWitnessList().forEach(item -> witness.add(hex(item)));
        }
        if (input.hasPrevout()) {
            Prevout prevout = input.getPrevout();
            json.putObject("prevout")
                    .put("generated", prevout.getGenerated())
                    .put("height", prevout.getHeight())
                    .put("value", BigDecimal.valueOf(prevout.getValue(), 8))
                    .set("scriptPubKey", script(prevout.getScriptPubKey(), true));
        }
        return json.put("sequence", Integer.toUnsignedLong(input.getSequence()));
    }

    public static ObjectNode script(ScriptPubKey script, boolean withHex) {
        ObjectNode json =
                MAPPER.createObjectNode().put("asm", script.getAsm()).put("desc", script.getOutputDescriptor());
        if (withHex) {
            json.put("hex", hex(script.getRaw()));
        }
        if (!script.getAddress().isEmpty()) {
            json.put("address", script.getAddress());
        }
        return json.put("type", type(script.getType()));
    }

    public static String type(ScriptType type) {
        return type.name().substring("SCRIPT_TYPE_".length()).toLowerCase(Locale.ROOT);
    }

    public static String hex(ByteString bytes) {
        return HexFormat.of().formatHex(bytes.toByteArray());
    }

    /** The same value with numbers as decimals without trailing zeros, so that 1.0 and 1.00000000 are equal. */
    public static JsonNode plain(JsonNode value) {
        if (value.isNumber()) {
            return MAPPER.getNodeFactory()
                    .stringNode(value.decimalValue().stripTrailingZeros().toPlainString());
        }
        if (value.isArray()) {
            ArrayNode copy = MAPPER.createArrayNode();
            value.forEach(element -> copy.add(plain(element)));
            return copy;
        }
        if (value.isObject()) {
            ObjectNode copy = MAPPER.createObjectNode();
            value.properties().forEach(member -> copy.set(member.getKey(), plain(member.getValue())));
            return copy;
        }
        return value;
    }
}
