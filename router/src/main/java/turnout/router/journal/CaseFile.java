package turnout.router.journal;

import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.TextFormat;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;

/**
 * A mismatch as a regression test: a request, what each engine made of it then, and where that differed. Whoever runs it
 * asks both engines and wants one answer; which of the two was right is for a person to say, in {@code expected}.
 */
public record CaseFile(Map<String, Object> fields) {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @param exemplar one whose request is exact */
    public static CaseFile of(Exemplar exemplar, Operation operation) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("source", exemplar.id());
        fields.put("operation", exemplar.operation());
        fields.put("request", HexFormat.of().formatHex(exemplar.request().bytes()));
        fields.put("request_text", text(operation, exemplar.request().bytes()));
        fields.put(
                "differed",
                exemplar.differences().stream()
                        .map(difference -> List.of(difference.path(), difference.kind()))
                        .toList());
        for (EngineName engine : EngineName.values()) {
            fields.put(engine.text(), reply(exemplar.of(engine)));
        }
        return new CaseFile(fields);
    }

    public String json() {
        return JSON.writeValueAsString(fields);
    }

    private static Map<String, Object> reply(StoredReply reply) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("status", reply.status());
        fields.put("body", HexFormat.of().formatHex(reply.body().bytes()));
        if (!reply.body().exact()) {
            fields.put("remark", reply.body().remark());
        }
        return fields;
    }

    /** As protobuf's text format, for people; it was parsed when it was stored. */
    private static String text(Operation operation, byte[] request) {
        try {
            return TextFormat.printer()
                    .printToString(
                            DynamicMessage.parseFrom(operation.descriptor().getInputType(), request));
        } catch (InvalidProtocolBufferException e) {
            return "malformed";
        }
    }
}
