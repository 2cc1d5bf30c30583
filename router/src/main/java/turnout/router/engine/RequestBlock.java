package turnout.router.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import turnout.router.http2.Hpack;

/** Writes what the gateway adds to a request on its way to PYTHON. */
public final class RequestBlock {

    private static final byte[] GRPC_TIMEOUT = "grpc-timeout".getBytes(US_ASCII);

    /** The most that eight digits can say in micros: gRPC allows no more digits. */
    private static final long MOST_MICROS = 99_999_999;

    private RequestBlock() {}

    /** The head of a request that is the gateway's own; {@code method} is {@code package.Service/Method}. */
    static byte[] head(String method) {
        String[] fields = {
            ":method", "POST",
            ":scheme", "http",
            ":path", "/" + method,
            ":authority", "sidecar",
            "te", "trailers",
            "content-type", "application/grpc"
        };
        ByteBuf block = Unpooled.buffer(256);
        for (int i = 0; i < fields.length; i += 2) {
            Hpack.write(block, fields[i].getBytes(US_ASCII), fields[i + 1].getBytes(US_ASCII));
        }
        return ByteBufUtil.getBytes(block);
    }

    /** Appends {@code grpc-timeout}: what is left of the time, at least a microsecond, rounded down. */
    public static void writeTimeout(ByteBuf out, long nanosLeft) {
        long micros = Math.max(1, nanosLeft / 1_000);
        String value = micros <= MOST_MICROS ? micros + "u" : Math.min(micros / 1_000, MOST_MICROS) + "m";
        Hpack.write(out, GRPC_TIMEOUT, value.getBytes(US_ASCII));
    }
}
