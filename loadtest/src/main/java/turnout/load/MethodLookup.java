package turnout.load;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import turnout.contract.Contract;

/** Finds a method's schema: from the server, and from the shipped contract when the server has no reflection. */
final class MethodLookup {

    private MethodLookup() {}

    /** @param call {@code package.Service/Method}, or {@code package.Service.Method} as ghz also takes it */
    static MethodDescriptor find(Channel channel, String call)
            throws RefusedException, IOException, InterruptedException {
        int cut = call.contains("/") ? call.lastIndexOf('/') : call.lastIndexOf('.');
        if (cut <= 0 || cut == call.length() - 1) {
            throw new RefusedException(
                    RefusedException.USAGE,
                    "--call: \"" + call + "\" is not a method (expected: package.Service/Method)");
        }
        String service = call.substring(0, cut);
        String method = call.substring(cut + 1);
        Reflection reflection = new Reflection(channel);
        try {
            return reflection
                    .filesOf(service)
                    .flatMap(files -> in(files, service, method))
                    .orElseThrow(() -> unknown(call, service, reflection));
        } catch (StatusRuntimeException e) {
            if (e.getStatus().getCode() != Status.Code.UNIMPLEMENTED) {
                throw new RefusedException(
                        RefusedException.UNREACHABLE, "the target does not answer: " + e.getMessage());
            }
            return in(Contract.shipped(), service, method)
                    .orElseThrow(() -> new RefusedException(
                            RefusedException.USAGE,
                            "--call: the target has no reflection, and " + call + " is not in the shipped contract"));
        }
    }

    private static Optional<MethodDescriptor> in(Contract contract, String service, String method) {
        return contract.methods().stream()
                .filter(candidate -> candidate.getService().getFullName().equals(service))
                .filter(candidate -> candidate.getName().equals(method))
                .findFirst();
    }

    private static RefusedException unknown(String call, String service, Reflection reflection) {
        List<String> known;
        try {
            known = reflection.filesOf(service).stream()
                    .flatMap(files -> files.methods().stream())
                    .filter(candidate -> candidate.getService().getFullName().equals(service))
                    .map(candidate -> candidate.getName())
                    .toList();
            if (known.isEmpty()) {
                known = reflection.services();
            }
        } catch (IOException e) {
            known = List.of();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            known = List.of();
        }
        return new RefusedException(
                RefusedException.USAGE,
                "--call: the target has no " + call + " (expected one of: " + String.join(", ", known) + ")");
    }
}
