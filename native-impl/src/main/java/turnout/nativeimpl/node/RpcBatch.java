package turnout.nativeimpl.node;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import turnout.errors.v1.Reason;
import turnout.nativeimpl.refusal.Refusal;

/** A JSON-RPC batch as bytes, both ways. Amounts stay decimal: a double would lose satoshis. */
final class RpcBatch {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private RpcBatch() {}

    /** The request; a question's place is its id. */
    static byte[] write(List<RpcCall> calls) {
        ArrayNode batch = MAPPER.createArrayNode();
        for (int i = 0; i < calls.size(); i++) {
            ObjectNode call = batch.addObject();
            call.put("jsonrpc", "1.0").put("id", i).put("method", calls.get(i).method());
            ArrayNode params = call.putArray("params");
            calls.get(i).params().forEach(param -> params.add(MAPPER.<JsonNode>valueToTree(param)));
        }
        return MAPPER.writeValueAsBytes(batch);
    }

    /** The answers in the order of the questions. */
    static List<RpcReply> read(byte[] body, int count) throws Refusal {
        JsonNode batch;
        try {
            batch = MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw NodeJson.invalid("is not JSON");
        }
        if (batch.isObject()) {
            // A node that refuses the batch as a whole.
            RpcReply whole = reply(batch);
            throw whole instanceof RpcReply.Error(int code, String message)
                    ? Refusal.of(Reason.NODE_ANSWER_INVALID, "the node answered with error " + code)
                    : NodeJson.invalid("is no batch");
        }
        if (!batch.isArray() || batch.size() != count) {
            throw NodeJson.invalid("has another number of parts than the question");
        }
        Map<Integer, RpcReply> byPlace = HashMap.newHashMap(count);
        for (JsonNode part : batch) {
            JsonNode id = part.get("id");
            byPlace.put(id != null && id.isInt() ? id.intValue() : -1, reply(part));
        }
        List<RpcReply> ordered = new ArrayList<>(count);
        for (int place = 0; place < count; place++) {
            RpcReply reply = byPlace.get(place);
            if (reply == null) {
                throw NodeJson.invalid("lacks a part that was asked for");
            }
            ordered.add(reply);
        }
        return ordered;
    }

    private static RpcReply reply(JsonNode part) throws Refusal {
        JsonNode error = part.get("error");
        if (error != null && !error.isNull()) {
            JsonNode code = error.get("code");
            if (code == null || !code.isInt()) {
                throw NodeJson.invalid("has an error without a code");
            }
            if (code.intValue() == RpcReply.Error.WARMING_UP) {
                throw Refusal.of(Reason.NODE_WARMING_UP, "the node is starting");
            }
            JsonNode message = error.get("message");
            return new RpcReply.Error(
                    code.intValue(), message != null && message.isString() ? message.stringValue() : "");
        }
        JsonNode result = part.get("result");
        if (result == null) {
            throw NodeJson.invalid("has neither result nor error");
        }
        return new RpcReply.Result(result);
    }
}
