package turnout.e2e;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Calls with bytes in and everything that came back out, on either engine. */
final class RawCalls {

    private static final Metadata.Key<String> ENGINE = ascii("x-turnout-engine");
    private static final Metadata.Key<String> TESTER = ascii("x-turnout-tester");
    private static final Metadata.Key<byte[]> DETAILS =
            Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER);

    private static final MethodDescriptor.Marshaller<byte[]> BYTES = new MethodDescriptor.Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    private RawCalls() {}

    /** What a caller sees, without the words of error texts, which engines may choose. */
    record Outcome(List<String> messages, Status.Code status, String reason, List<String> fields) {}

    static Metadata.Key<String> ascii(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }

    static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
        return MethodDescriptor.newBuilder(BYTES, BYTES)
                .setFullMethodName(name)
                .setType(type)
                .build();
    }

    /** Metadata that forces an engine. */
    static Metadata forced(String engine, String testerToken) {
        Metadata metadata = new Metadata();
        metadata.put(ENGINE, engine);
        metadata.put(TESTER, testerToken);
        return metadata;
    }

    static CompletableFuture<Outcome> call(Channel channel, String name, byte[] request, Metadata metadata) {
        MethodType type = name.endsWith("/ScanBlocks") ? MethodType.SERVER_STREAMING : MethodType.UNARY;
        return call(channel, method(name, type), request, metadata);
    }

    /** A bidirectional stream with one request. */
    static CompletableFuture<Outcome> stream(Channel channel, String name, byte[] request) {
        return call(channel, method(name, MethodType.BIDI_STREAMING), request, new Metadata());
    }

    private static CompletableFuture<Outcome> call(
            Channel channel, MethodDescriptor<byte[], byte[]> method, byte[] request, Metadata metadata) {
        CompletableFuture<Outcome> outcome = new CompletableFuture<>();
        ClientCall<byte[], byte[]> call =
                channel.newCall(method, CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS));
        call.start(
                new ClientCall.Listener<>() {
                    private final List<String> messages = new ArrayList<>();

                    @Override
                    public void onMessage(byte[] message) {
                        messages.add(HexFormat.of().formatHex(message));
                    }

                    @Override
                    public void onClose(Status status, Metadata trailers) {
                        outcome.complete(outcome(messages, status, trailers));
                    }
                },
                metadata);
        call.request(Integer.MAX_VALUE);
        call.sendMessage(request);
        call.halfClose();
        return outcome;
    }

    private static Outcome outcome(List<String> messages, Status status, Metadata trailers) {
        byte[] details = trailers.get(DETAILS);
        String reason = status.isOk() ? "" : "none: " + status.getDescription();
        List<String> fields = new ArrayList<>();
        try {
            if (details != null) {
                for (var detail : com.google.rpc.Status.parseFrom(details).getDetailsList()) {
                    if (detail.is(ErrorInfo.class)) {
                        ErrorInfo info = detail.unpack(ErrorInfo.class);
                        reason = info.getDomain() + " " + info.getReason() + " " + info.getMetadataMap();
                    } else if (detail.is(BadRequest.class)) {
                        detail.unpack(BadRequest.class)
                                .getFieldViolationsList()
                                .forEach(violation -> fields.add(violation.getField()));
                    }
                }
            }
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
        return new Outcome(messages, status.getCode(), reason, fields);
    }
}
