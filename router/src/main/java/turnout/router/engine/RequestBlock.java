package turnout.router.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import turnout.router.http2.Hpack;

/** Writes what the gateway adds to a request on its way to PYTHON. */
public final class RequestBlock {

    private static final byte[] GRPC_TIMEOUT = "grpc-timeout".getBytes(US_ASCII);

    /** The most that eight digits can say in micros: gRPC allows no more digits. */
    private static final long MOST_MICROS = 99_999_999;

    private RequestBlock() {}

    /** Appends {@code grpc-timeout}: what is left of the time, at least a microsecond, rounded down. */
    public static void writeTimeout(ByteBuf out, long nanosLeft) {
        long micros = Math.max(1, nanosLeft / 1_000);
        String value = micros <= MOST_MICROS ? micros + "u" : Math.min(micros / 1_000, MOST_MICROS) + "m";
        Hpack.write(out, GRPC_TIMEOUT, value.getBytes(US_ASCII));
    }
}
