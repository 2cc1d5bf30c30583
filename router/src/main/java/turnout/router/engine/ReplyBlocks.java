package turnout.router.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.InternalMetadata;
import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Reply;
import turnout.router.http2.Hpack;

/** Writes the header blocks of replies that are made in this process. */
public final class ReplyBlocks {

    /** {@code domain} of the ErrorInfo in errors that the gateway itself makes. */
    private static final String DOMAIN = "turnout.gateway";

    private static final byte[] STATUS_200 = {(byte) 0x88};
    private static final byte[] CONTENT_TYPE = "content-type".getBytes(US_ASCII);
    private static final byte[] GRPC = "application/grpc".getBytes(US_ASCII);
    private static final byte[] GRPC_STATUS = "grpc-status".getBytes(US_ASCII);
    private static final byte[] GRPC_MESSAGE = "grpc-message".getBytes(US_ASCII);
    private static final byte[] DETAILS = "grpc-status-details-bin".getBytes(US_ASCII);
    private static final byte[] BIN = "-bin".getBytes(US_ASCII);
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    /** Response headers without metadata; not to be changed. */
    public static final byte[] PLAIN_HEADERS = block(ReplyBlocks::writeHead);

    /** Trailers of status OK without metadata; not to be changed. */
    public static final byte[] PLAIN_OK = block(out -> Hpack.write(out, GRPC_STATUS, new byte[] {'0'}));

    private ReplyBlocks() {}

    /** Response headers with custom metadata. */
    public static byte[] headers(Metadata metadata) {
        if (InternalMetadata.headerCount(metadata) == 0) {
            return PLAIN_HEADERS;
        }
        return block(out -> {
            writeHead(out);
            writeMetadata(out, metadata);
        });
    }

    /** Trailers behind headers. */
    public static byte[] trailers(Status status, Metadata metadata) {
        if (status.isOk() && InternalMetadata.headerCount(metadata) == 0) {
            return PLAIN_OK;
        }
        return block(out -> writeStatus(out, status, metadata));
    }

    /** Trailers that are the whole reply. */
    public static byte[] trailersOnly(Status status, Metadata metadata) {
        return block(out -> {
            writeHead(out);
            writeStatus(out, status, metadata);
        });
    }

    /**
     * A refusal of the gateway's own.
     *
     * @param reason UPPER_SNAKE, for the ErrorInfo
     */
    public static Reply.Failure failure(Status.Code code, String reason, String message) {
        return failure(code, reason, message, Reply.fault(code.value()));
    }

    public static Reply.Failure failure(Status.Code code, String reason, String message, Reply.Fault fault) {
        var details = com.google.rpc.Status.newBuilder()
                .setCode(code.value())
                .setMessage(message)
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setDomain(DOMAIN)
                        .setReason(reason)
                        .build()))
                .build();
        byte[] block = block(out -> {
            writeHead(out);
            writeStatus(out, code.toStatus().withDescription(message), new Metadata());
            Hpack.write(out, DETAILS, BASE64.encode(details.toByteArray()));
        });
        return new Reply.Failure(code.value(), null, block, fault);
    }

    /** The same status and details as trailers behind headers that are gone already. */
    public static byte[] withoutHead(byte[] trailersOnly) {
        // Both of our blocks begin with the same head.
        return java.util.Arrays.copyOfRange(trailersOnly, PLAIN_HEADERS.length, trailersOnly.length);
    }

    static void writeHead(ByteBuf out) {
        out.writeBytes(STATUS_200);
        Hpack.write(out, CONTENT_TYPE, GRPC);
    }

    private static void writeStatus(ByteBuf out, Status status, Metadata metadata) {
        writeStatus(out, status.getCode().value(), status.getDescription());
        writeMetadata(out, metadata);
    }

    /** @param status gRPC's number */
    static void writeStatus(ByteBuf out, int status, @Nullable String message) {
        Hpack.write(out, GRPC_STATUS, Integer.toString(status).getBytes(US_ASCII));
        if (message != null) {
            Hpack.write(out, GRPC_MESSAGE, percentEncoded(message));
        }
    }

    private static void writeMetadata(ByteBuf out, Metadata metadata) {
        byte[][] pairs = InternalMetadata.serialize(metadata);
        for (int i = 0; i < pairs.length; i += 2) {
            Hpack.write(out, pairs[i], binary(pairs[i]) ? BASE64.encode(pairs[i + 1]) : pairs[i + 1]);
        }
    }

    static boolean binary(byte[] name) {
        int from = name.length - BIN.length;
        return from > 0 && java.util.Arrays.equals(name, from, name.length, BIN, 0, BIN.length);
    }

    /** gRPC's encoding of Status-Message: printable ASCII without '%' stays. */
    private static byte[] percentEncoded(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        ByteBuf out = Unpooled.buffer(bytes.length + 16);
        for (byte b : bytes) {
            if (b >= ' ' && b < 0x7f && b != '%') {
                out.writeByte(b);
            } else {
                out.writeBytes(String.format("%%%02X", b & 0xff).getBytes(US_ASCII));
            }
        }
        return ByteBufUtil.getBytes(out);
    }

    static byte[] block(java.util.function.Consumer<ByteBuf> fields) {
        ByteBuf out = Unpooled.buffer(128);
        fields.accept(out);
        return ByteBufUtil.getBytes(out);
    }
}
