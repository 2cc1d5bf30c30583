package turnout.load.bench;

import com.google.protobuf.Descriptors.MethodDescriptor;
import java.io.IOException;
import java.util.List;
import turnout.load.Payloads;
import turnout.load.RefusedException;
import turnout.script.v1.DecodeTransactionRequest;

/** The calls that do an operation's real work: the first sample of DecodeTransaction. */
final class Decoding {

    private Decoding() {}

    /** @param service is asked for the reply that all others have to give */
    static Workload askedOf(PythonServer service) throws IOException {
        MethodDescriptor method = DecodeTransactionRequest.getDescriptor()
                .getFile()
                .findServiceByName("ScriptService")
                .findMethodByName("DecodeTransaction");
        String name = method.getService().getFullName() + "/" + method.getName();
        try (GrpcCalls grpc = new GrpcCalls(service.address())) {
            byte[] message = Payloads.samples(method).getFirst();
            return new Workload(name, List.of(message), List.of(grpc.unary(name, message)));
        } catch (RefusedException e) {
            throw new IllegalStateException("a shipped sample is none", e);
        }
    }
}
