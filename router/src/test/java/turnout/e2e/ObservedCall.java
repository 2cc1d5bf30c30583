package turnout.e2e;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.common.hash.Hashing;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.InternalMetadata;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A unary call, and everything that its client sees of it. */
final class ObservedCall {

    /** Longer than any call of the tests may take; whoever waits for so long hangs. */
    private static final long HANGS_SECONDS = 30;

    /** A message of more bytes is observed by its length and its hash. */
    private static final int SHOWN_BYTES = 4096;

    private static final Set<String> HTTP2 = Set.of("content-type", "grpc-encoding", "grpc-accept-encoding");

    private final CompletableFuture<Seen> seen = new CompletableFuture<>();
    private final ClientCall<byte[], byte[]> call;

    private ObservedCall(ClientCall<byte[], byte[]> call) {
        this.call = call;
    }

    /**
     * What a client is told: metadata as {@code name: value} in the order of the wire, without what the gateway explains
     * and what the ends of an HTTP/2 connection say to each other. Whether a failure without initial metadata comes in
     * one header block or two is of no interest either.
     *
     */
    record Seen(Status.Code code, String details, List<String> initial, List<String> messages, List<String> trailing) {

        /** A deadline is told by whoever notices first, each in words of its own. */
        Seen withoutDetails() {
            return new Seen(code, "", initial, messages, trailing);
        }
    }

    /** @param messages one, but for tests of what unary calls are not */
    static ObservedCall start(
            Channel channel, String method, CallOptions options, Metadata metadata, byte[]... messages) {
        ObservedCall observed = new ObservedCall(channel.newCall(RawCalls.method(method, MethodType.UNARY), options));
        observed.call.start(observed.new Listener(), metadata);
        observed.call.request(2); // as stubs do, so that a second message would be seen
        observed.call.setMessageCompression(options.getCompressor() != null);
        for (byte[] message : messages) {
            observed.call.sendMessage(message);
        }
        observed.call.halfClose();
        return observed;
    }

    Seen seen() throws Exception {
        return seen.get(HANGS_SECONDS, TimeUnit.SECONDS);
    }

    void cancel() {
        call.cancel("the test goes", null);
    }

    private final class Listener extends ClientCall.Listener<byte[]> {

        private final List<String> messages = new ArrayList<>();
        private List<String> initial = List.of();

        @Override
        public void onHeaders(Metadata headers) {
            initial = entries(headers);
        }

        @Override
        public void onMessage(byte[] message) {
            messages.add(shown(message));
        }

        @Override
        public void onClose(Status status, Metadata trailers) {
            String details = status.getDescription();
            seen.complete(new Seen(
                    status.getCode(),
                    details == null ? "" : details,
                    initial,
                    status.isOk() ? messages : List.of(),
                    entries(trailers)));
        }
    }

    /** A message as {@link Seen} has it. */
    static String shown(byte[] message) {
        return message.length > SHOWN_BYTES
                ? message.length + " bytes, SHA-256 " + Hashing.sha256().hashBytes(message)
                : "'" + new String(message, ISO_8859_1) + "'";
    }

    private static List<String> entries(Metadata metadata) {
        byte[][] serialized = InternalMetadata.serialize(metadata);
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < serialized.length; i += 2) {
            String name = new String(serialized[i], ISO_8859_1);
            if (!name.startsWith("x-turnout-") && !HTTP2.contains(name)) {
                entries.add(name + ": " + new String(serialized[i + 1], ISO_8859_1));
            }
        }
        return entries;
    }
}
