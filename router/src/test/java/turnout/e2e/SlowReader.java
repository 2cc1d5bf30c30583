package turnout.e2e;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A stream whose reader takes one message and no more until it is told to, so that the call goes on for as long. */
final class SlowReader extends ClientCall.Listener<byte[]> {

    private final CompletableFuture<Void> first = new CompletableFuture<>();
    private final CompletableFuture<Status> ended = new CompletableFuture<>();
    private final AtomicLong bytes = new AtomicLong();
    private final ClientCall<byte[], byte[]> call;

    private SlowReader(ClientCall<byte[], byte[]> call) {
        this.call = call;
    }

    /** Returns when the first message has come. */
    static SlowReader open(Channel channel, String operation, byte[] request, Metadata metadata) throws Exception {
        ClientCall<byte[], byte[]> call =
                channel.newCall(RawCalls.method(operation, MethodType.SERVER_STREAMING), CallOptions.DEFAULT);
        SlowReader reader = new SlowReader(call);
        call.start(reader, metadata);
        call.request(1);
        call.sendMessage(request);
        call.halfClose();
        CompletableFuture.anyOf(reader.first, reader.ended).get(30, TimeUnit.SECONDS);
        return reader;
    }

    boolean running() {
        return !ended.isDone();
    }

    /** Takes what is left, and returns how the call ended. */
    Status readAll() throws Exception {
        call.request(Integer.MAX_VALUE);
        return ended.get(60, TimeUnit.SECONDS);
    }

    long bytes() {
        return bytes.get();
    }

    @Override
    public void onMessage(byte[] message) {
        bytes.addAndGet(message.length);
        first.complete(null);
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        ended.complete(status);
    }
}
