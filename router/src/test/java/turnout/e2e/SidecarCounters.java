package turnout.e2e;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.grpc.CallOptions;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What the sidecar's workers counted of their own (python-sidecar's counters.proto), asked at their sockets. */
final class SidecarCounters {

    private SidecarCounters() {}

    /** Calls by operation, of all workers that run now. */
    static Map<String, Long> of(RunningGateway gateway) throws IOException {
        Map<String, Long> all = new TreeMap<>();
        for (JsonNode sidecar : gateway.description().get("sidecars")) {
            count(get(sidecar.get("socket").stringValue()), all);
        }
        return all;
    }

    private static byte[] get(String socket) {
        try (UnixChannel unix = new UnixChannel(socket)) {
            return ClientCalls.blockingUnaryCall(
                    unix.channel,
                    RawCalls.method("turnout.sidecar.v1.Counters/Get", MethodType.UNARY),
                    CallOptions.DEFAULT,
                    new byte[0]);
        }
    }

    /** GetResponse: field 1 repeated MethodCount. */
    private static void count(byte[] response, Map<String, Long> all) throws IOException {
        CodedInputStream in = CodedInputStream.newInstance(response);
        while (!in.isAtEnd()) {
            if (WireFormat.getTagFieldNumber(in.readTag()) != 1) {
                throw new IOException("GetResponse has another field than `methods`");
            }
            methodCount(in.readBytes().newCodedInput(), all);
        }
    }

    /** MethodCount: field 1 method, field 2 calls. */
    private static void methodCount(CodedInputStream in, Map<String, Long> all) throws IOException {
        String method = "";
        long calls = 0;
        while (!in.isAtEnd()) {
            switch (WireFormat.getTagFieldNumber(in.readTag())) {
                case 1 -> method = in.readStringRequireUtf8();
                case 2 -> calls = in.readUInt64();
                default -> throw new IOException("MethodCount has other fields than `method` and `calls`");
            }
        }
        all.merge(method, calls, Long::sum);
    }
}
