package turnout.load;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.util.JsonFormat;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Requests as protobuf's JSON, serialized once before the run. */
public final class Payloads {

    /** For each shipped operation a few valid requests on the recorded regtest chain. */
    private static final String SAMPLES = "/turnout/load/samples.json";

    private Payloads() {}

    /** @param json an object, or an array of objects that are sent in turn */
    static List<byte[]> read(String json, MethodDescriptor method) throws RefusedException {
        if (json.contains("{{")) {
            throw usage("the data holds {{…}}: ghz's templates are not filled in here (send an array instead)");
        }
        JsonNode node;
        try {
            node = JsonMapper.shared().readTree(json);
        } catch (JacksonException e) {
            throw usage("the data is not JSON: " + e.getOriginalMessage());
        }
        if (node == null || (!node.isArray() && !node.isObject()) || (node.isArray() && node.isEmpty())) {
            throw usage("the data is neither an object nor an array of objects");
        }
        return serialize(node.isArray() ? List.copyOf(node.values()) : List.of(node), method);
    }

    /** The shipped samples; for another method one empty message. */
    public static List<byte[]> samples(MethodDescriptor method) throws RefusedException, IOException {
        try (InputStream in = Payloads.class.getResourceAsStream(SAMPLES)) {
            if (in == null) {
                throw new IllegalStateException(SAMPLES + " is not on the class path");
            }
            JsonNode samples =
                    JsonMapper.shared().readTree(in).get(method.getService().getFullName() + "/" + method.getName());
            return samples == null ? List.of(new byte[0]) : serialize(List.copyOf(samples.values()), method);
        }
    }

    private static List<byte[]> serialize(List<JsonNode> requests, MethodDescriptor method) throws RefusedException {
        List<byte[]> messages = new ArrayList<>();
        for (JsonNode request : requests) {
            DynamicMessage.Builder message = DynamicMessage.newBuilder(method.getInputType());
            try {
                JsonFormat.parser().merge(request.toString(), message);
            } catch (InvalidProtocolBufferException e) {
                throw usage("the data is not a " + method.getInputType().getFullName() + ": " + e.getMessage());
            }
            messages.add(message.build().toByteArray());
        }
        return messages;
    }

    private static RefusedException usage(String message) {
        return new RefusedException(RefusedException.USAGE, "--data: " + message);
    }
}
