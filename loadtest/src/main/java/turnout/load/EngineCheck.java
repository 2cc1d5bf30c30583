package turnout.load;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that a forced engine really answers: a gateway drops the header of a caller that is no tester, and a
 * comparison of PYTHON with itself would look like a good one.
 */
final class EngineCheck {

    private static final Metadata.Key<String> ENGINE =
            Metadata.Key.of("x-turnout-engine", Metadata.ASCII_STRING_MARSHALLER);

    private static final long PATIENCE_SECONDS = 30;

    private EngineCheck() {}

    /** Sends one call with {@code x-turnout-explain}; blocks. */
    static void require(Arm arm, Channel channel, MethodDescriptor<byte[], byte[]> method, byte[] message)
            throws RefusedException, InterruptedException {
        Map<String, String> metadata = new HashMap<>(arm.metadata());
        metadata.put("x-turnout-explain", "1");
        Ended ended = call(channel, method, message, metadata);
        if (ended.status().getCode() == Status.Code.UNAVAILABLE
                && ended.engine().isEmpty()) {
            throw new RefusedException(RefusedException.UNREACHABLE, "the target does not answer: " + ended.status());
        }
        if (ended.engine().isEmpty()) {
            throw new RefusedException(
                    RefusedException.NO,
                    "the target does not say which engine answered ("
                            + ended.status().getCode() + "): --compare needs a Turnout gateway");
        }
        if (!ended.engine().equalsIgnoreCase(arm.name())) {
            throw new RefusedException(
                    RefusedException.NO,
                    arm.name() + " was asked for and " + ended.engine()
                            + " answered: is --token a tester's token, and is no emergency stop in force?");
        }
    }

    private record Ended(Status status, String engine) {}

    private static Ended call(
            Channel channel, MethodDescriptor<byte[], byte[]> method, byte[] message, Map<String, String> metadata)
            throws InterruptedException {
        CompletableFuture<Ended> end = new CompletableFuture<>();
        ClientCall<byte[], byte[]> call =
                channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS));
        call.start(
                new ClientCall.Listener<>() {
                    private String engine = "";

                    @Override
                    public void onHeaders(Metadata headers) {
                        engine = orElse(headers.get(ENGINE), engine);
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        end.complete(new Ended(status, orElse(trailers.get(ENGINE), engine)));
                    }
                },
                GrpcCaller.headers(metadata));
        call.request(Integer.MAX_VALUE);
        call.sendMessage(message);
        call.halfClose();
        try {
            return end.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String orElse(@Nullable String value, String other) {
        return value == null ? other : value;
    }
}
