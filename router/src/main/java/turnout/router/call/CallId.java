package turnout.router.call;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What a call is called where people talk of it: {@code 7f3a91c2-17-5} is the process by its start, the connection by its
 * number, and the stream (RFC 9113 §5.1.1). A call carries it as a number, made of what is there anyway, so that one that
 * nobody asks about costs nothing.
 */
public final class CallId {

    /** Of a call that no client of ours made. */
    public static final long NONE = 0;

    /** Stream numbers have 31 bits. */
    private static final int STREAM_BITS = 31;

    private static final String START = HexFormat.of().toHexDigits(new SecureRandom().nextInt());
    private static final AtomicLong CONNECTIONS = new AtomicLong();

    private CallId() {}

    /** The number of one more connection, from 1. */
    public static long nextConnection() {
        return CONNECTIONS.incrementAndGet();
    }

    /** @param connection one of {@link #nextConnection} */
    public static long of(long connection, int stream) {
        return connection << STREAM_BITS | stream;
    }

    /** As text; empty for {@link #NONE}. */
    public static String text(long id) {
        return id == NONE ? "" : START + "-" + (id >>> STREAM_BITS) + "-" + (id & (1L << STREAM_BITS) - 1);
    }
}
