package turnout.router.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grpc.Status;
import io.netty.buffer.ByteBuf;
import turnout.router.http2.HeaderBlock;

/** Reads one header block of a reply of PYTHON's while it is copied: status codes, and nothing else. Reused. */
public final class ReplyHead {

    private static final byte[] STATUS = ":status".getBytes(US_ASCII);
    private static final byte[] GRPC_STATUS = "grpc-status".getBytes(US_ASCII);

    private final ByteBuf out;
    private int httpStatus;
    private int grpcStatus;

    /** @param out receives the fields; cleared at each {@link #begin} */
    public ReplyHead(ByteBuf out) {
        this.out = out;
    }

    public void begin() {
        out.clear();
        httpStatus = 0;
        grpcStatus = -1;
    }

    public void field(HeaderBlock field) {
        if (field.nameIs(STATUS)) {
            httpStatus = number(field);
        } else if (field.nameIs(GRPC_STATUS)) {
            grpcStatus = number(field);
        }
        field.copyTo(out);
    }

    /** The fields as they came. */
    public ByteBuf block() {
        return out;
    }

    /** gRPC's status number, or -1 where the block has none. */
    public int grpcStatus() {
        return grpcStatus;
    }

    /** Whether it is a gRPC reply at all: HTTP status 200. Holds for trailers too, which have no HTTP status. */
    public boolean grpc() {
        return httpStatus == 200 || httpStatus == 0;
    }

    /** gRPC's own table for what is not a gRPC reply (grpc/doc/http-grpc-status-mapping.md). */
    public Status.Code httpAsGrpc() {
        return switch (httpStatus) {
            case 400 -> Status.Code.INTERNAL;
            case 401 -> Status.Code.UNAUTHENTICATED;
            case 403 -> Status.Code.PERMISSION_DENIED;
            case 404 -> Status.Code.UNIMPLEMENTED;
            case 429, 502, 503, 504 -> Status.Code.UNAVAILABLE;
            default -> Status.Code.UNKNOWN;
        };
    }

    public int httpStatus() {
        return httpStatus;
    }

    private static int number(HeaderBlock field) {
        int number = 0;
        for (int i = 0; i < field.valueLength() && i < 4; i++) {
            int digit = field.valueByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return Status.Code.UNKNOWN.value();
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
