package turnout.load;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Calls one method over one or more channels in turn, messages in turn too. A call of a streaming reply ends with its
 * stream. Called by one thread at a time.
 */
public final class GrpcCaller implements Caller {

    private final MethodDescriptor<byte[], byte[]> method;
    private final List<? extends Channel> channels;
    private final List<byte[]> messages;
    private final List<Map<String, String>> metadata;
    private final long timeoutNanos;
    private int turn;

    /**
     * @param messages the requests, serialized
     * @param metadata for each arm, text values only
     * @param timeoutNanos of each call, from the moment it is really sent
     */
    public GrpcCaller(
            MethodDescriptor<byte[], byte[]> method,
            List<? extends Channel> channels,
            List<byte[]> messages,
            List<Map<String, String>> metadata,
            long timeoutNanos) {
        this.method = method;
        this.channels = List.copyOf(channels);
        this.messages = List.copyOf(messages);
        this.metadata = List.copyOf(metadata);
        this.timeoutNanos = timeoutNanos;
    }

    @Override
    public void call(int arm, long number, Done done) {
        Channel channel = channels.get(turn);
        turn = (turn + 1) % channels.size();
        start(channel, arm, messages.get((int) (number % messages.size())), new ClientCall.Listener<>() {
            @Override
            public void onClose(Status status, Metadata trailers) {
                done.ended(status.getCode());
            }
        });
    }

    private void start(Channel channel, int arm, byte[] message, ClientCall.Listener<byte[]> listener) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(timeoutNanos, TimeUnit.NANOSECONDS);
        ClientCall<byte[], byte[]> call = channel.newCall(method, options);
        call.start(listener, headers(metadata.get(arm)));
        // All replies of a stream are wanted; a unary call gets its one.
        call.request(Integer.MAX_VALUE);
        call.sendMessage(message);
        call.halfClose();
    }

    /** grpc-java writes into the metadata of a call, so each gets its own. */
    static Metadata headers(Map<String, String> metadata) {
        Metadata headers = new Metadata();
        metadata.forEach((name, value) -> headers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
        return headers;
    }
}
