package turnout.router.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Map;
import turnout.router.http2.Hpack;

/** Writes what the gateway adds to a request on its way to PYTHON. */
public final class RequestBlock {

    /** A literal without indexing (RFC 7541 §6.2.2), up to its value. */
    private static final byte[] TIMEOUT_NAME = "\0\14grpc-timeout".getBytes(US_ASCII);

    /** gRPC allows eight digits. */
    private static final long MOST_DIGITS = 99_999_999;

    private RequestBlock() {}

    /** The head of a request that is the gateway's own; {@code method} is {@code package.Service/Method}. */
    static byte[] head(String method) {
        return head(method, Map.of());
    }

    /** The same with metadata: names in lower case, values of visible ASCII. */
    static byte[] head(String method, Map<String, String> metadata) {
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
        metadata.forEach((name, value) -> Hpack.write(block, name.getBytes(US_ASCII), value.getBytes(US_ASCII)));
        return ByteBufUtil.getBytes(block);
    }

    /** What is left of the time, rounded down, but not nothing: that would be no deadline at all. */
    public static long timeoutMicros(long nanosLeft) {
        return Math.max(1, nanosLeft / 1_000);
    }

    /** Appends {@code grpc-timeout}: what is left of the time, at least a microsecond, rounded down. */
    public static void writeTimeout(ByteBuf out, long nanosLeft) {
        long micros = timeoutMicros(nanosLeft);
        boolean fits = micros <= MOST_DIGITS;
        int value = (int) (fits ? micros : Math.min(micros / 1_000, MOST_DIGITS));
        out.writeBytes(TIMEOUT_NAME);
        int digits = 1;
        for (int rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        out.writeByte(digits + 1);
        int at = out.writerIndex() + digits;
        out.ensureWritable(digits + 1).writerIndex(at).writeByte(fits ? 'u' : 'm');
        for (int rest = value; digits > 0; digits--, rest /= 10) {
            out.setByte(--at, '0' + rest % 10);
        }
    }
}
