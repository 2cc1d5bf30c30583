package turnout.nativeimpl.chain;

import java.util.HashMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import turnout.nativeimpl.Vectors;
import turnout.nativeimpl.node.FakeNode;

/** Answers that were recorded from a Bitcoin Core node at height 115. */
final class RecordedAnswers implements FakeNode.Answers {

    final JsonNode blocks = Vectors.json("recorded/blocks.json");
    final JsonNode transactions = Vectors.json("recorded/transactions.json");
    private final Map<String, JsonNode> byHash = new HashMap<>();
    private final Map<String, JsonNode> byTxid = new HashMap<>();

    RecordedAnswers() {
        blocks.forEach(block -> byHash.put(block.get("hash").stringValue(), block));
        transactions.forEach(transaction -> byTxid.put(transaction.get("txid").stringValue(), transaction));
    }

    @Override
    public JsonNode answer(String method, JsonNode params) throws FakeNode.RpcFailure {
        return switch (method) {
            case "getbestblockhash" -> blocks.get(blocks.size() - 1).get("hash");
            case "getblockhash" -> {
                for (JsonNode block : blocks) {
                    if (block.get("height").intValue() == params.get(0).intValue()) {
                        yield block.get("hash");
                    }
                }
                throw new FakeNode.RpcFailure(-8);
            }
            case "getblockheader" -> known(byHash, params).get("header");
            case "getblock" ->
                known(byHash, params)
                        .get(
                                params.get(1).intValue() == 0
                                        ? "raw"
                                        : "verbose" + params.get(1).intValue());
            case "getrawtransaction" -> {
                JsonNode transaction = known(byTxid, params).get("verbose2");
                boolean there = params.size() < 3 || params.get(2).equals(transaction.path("blockhash"));
                if (!there) {
                    throw new FakeNode.RpcFailure(-5);
                }
                yield transaction;
            }
            default -> throw new FakeNode.RpcFailure(-32601);
        };
    }

    private static JsonNode known(Map<String, JsonNode> things, JsonNode params) throws FakeNode.RpcFailure {
        JsonNode thing = things.get(params.get(0).stringValue());
        if (thing == null) {
            throw new FakeNode.RpcFailure(-5);
        }
        return thing;
    }
}
