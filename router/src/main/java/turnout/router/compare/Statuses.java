package turnout.router.compare;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import io.grpc.Status.Code;
import java.util.Optional;

/** What gRPC's statuses say of an engine's rightness. */
final class Statuses {

    private static final int KNOWN = Code.values().length;

    private Statuses() {}

    /** Why nothing can be said: an overloaded or cancelled engine is neither right nor wrong. Empty when it can. */
    static Optional<String> silence(ComparedReply served, ComparedReply other) {
        return silence(served).or(() -> silence(other));
    }

    private static Optional<String> silence(ComparedReply reply) {
        return switch (reply.status()) {
            case 1 -> Optional.of("cancelled");
            case 4 -> Optional.of("deadline-exceeded");
            // One that blames a field of the request is an answer: the contract has a limit there.
            case 8 -> blamesField(reply) ? Optional.empty() : Optional.of("resource-exhausted");
            case 14 -> Optional.of("unavailable");
            default -> Optional.empty();
        };
    }

    /** As gRPC writes it, or the number where gRPC has no such status. */
    static String name(int status) {
        return status >= 0 && status < KNOWN
                ? io.grpc.Status.fromCodeValue(status).getCode().name()
                : Integer.toString(status);
    }

    private static boolean blamesField(ComparedReply reply) {
        try {
            return Status.parseFrom(reply.details()).getDetailsList().stream()
                    .map(Any::getTypeUrl)
                    .anyMatch(
                            url -> url.endsWith("/" + BadRequest.getDescriptor().getFullName()));
        } catch (InvalidProtocolBufferException e) {
            return false;
        }
    }
}
