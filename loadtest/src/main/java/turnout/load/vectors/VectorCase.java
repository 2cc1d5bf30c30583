package turnout.load.vectors;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import java.util.Optional;

/**
 * One request of a set, and what a right answer is.
 *
 * @param name unique in its set
 * @param method {@code package.Service/Method}
 * @param request serialized; may be malformed
 * @param leftOut why it is not asked; empty for one that is
 */
public record VectorCase(
        String name, String method, ByteString request, Expectation expected, Optional<String> leftOut) {

    /** A case whose method is a generated one, {@code ScriptServiceGrpc.getDecodeScriptMethod()}. */
    public static <Q extends Message> VectorCase of(
            String name, MethodDescriptor<Q, ?> method, Q request, Expectation expected) {
        return new VectorCase(name, method.getFullMethodName(), request.toByteString(), expected, Optional.empty());
    }

    /** A case with a request as bytes. */
    public static VectorCase of(String name, String method, ByteString request, Expectation expected) {
        return new VectorCase(name, method, request, expected, Optional.empty());
    }

    /** A case that no operation can be asked about; the report lists it with its reason. */
    public static VectorCase leftOut(String name, String reason) {
        return new VectorCase(name, "", ByteString.EMPTY, Expectation.anything(), Optional.of(reason));
    }
}
