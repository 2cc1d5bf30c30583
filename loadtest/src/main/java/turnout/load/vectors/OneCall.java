package turnout.load.vectors;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A call that one engine must answer: whoever else answered would be compared with itself. Its owner is its call. */
final class OneCall extends ClientCall.Listener<byte[]> {

    /** An answer, and how long the caller waited for it. */
    record Ended(Answer answer, long nanos) {}

    private static final Metadata.Key<String> ENGINE = key("x-turnout-engine");
    private static final Metadata.Key<String> TESTER = key("x-turnout-tester");
    private static final Metadata.Key<String> EXPLAIN = key("x-turnout-explain");

    // Far above the 2 s that an operation may take, for a machine that builds meanwhile.
    private static final long PATIENCE_SECONDS = 60;

    private final Engine engine;
    private final CompletableFuture<Ended> end = new CompletableFuture<>();
    private final List<ByteString> messages = new ArrayList<>();
    private final long begun = System.nanoTime();
    private @Nullable String answering;

    OneCall(Engine engine) {
        this.engine = engine;
    }

    CompletableFuture<Ended> start(
            Channel channel, MethodDescriptor<byte[], byte[]> method, String token, byte[] body) {
        Metadata headers = new Metadata();
        headers.put(ENGINE, engine.text());
        headers.put(TESTER, token);
        headers.put(EXPLAIN, "1");
        ClientCall<byte[], byte[]> call =
                channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(PATIENCE_SECONDS, TimeUnit.SECONDS));
        call.start(this, headers);
        call.request(Integer.MAX_VALUE);
        call.sendMessage(body);
        call.halfClose();
        return end;
    }

    @Override
    public void onHeaders(Metadata headers) {
        noteEngine(headers);
    }

    @Override
    public void onMessage(byte[] message) {
        messages.add(ByteString.copyFrom(message));
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
        noteEngine(trailers);
        long nanos = System.nanoTime() - begun;
        if (!engine.text().equalsIgnoreCase(answering)) {
            end.completeExceptionally(new IOException(engine.text() + " was asked for and "
                    + (answering == null ? "nobody says that he" : answering) + " answered: " + status));
        } else if (status.isOk()) {
            end.complete(new Ended(new Answer.Replied(messages), nanos));
        } else {
            end.complete(new Ended(refused(status, trailers), nanos));
        }
    }

    private void noteEngine(Metadata metadata) {
        String named = metadata.get(ENGINE);
        answering = named == null ? answering : named;
    }

    private Answer refused(Status status, Metadata trailers) {
        String domain = "";
        String reason = "";
        List<String> fields = new ArrayList<>();
        com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
        try {
            for (Any detail : details == null ? List.<Any>of() : details.getDetailsList()) {
                if (detail.is(ErrorInfo.class)) {
                    ErrorInfo info = detail.unpack(ErrorInfo.class);
                    domain = info.getDomain();
                    reason = info.getReason();
                } else if (detail.is(BadRequest.class)) {
                    detail.unpack(BadRequest.class)
                            .getFieldViolationsList()
                            .forEach(violation -> fields.add(violation.getField()));
                }
            }
        } catch (InvalidProtocolBufferException e) {
            reason = "malformed details";
        }
        return new Answer.Refused(status.getCode(), domain, reason, fields, messages);
    }

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
