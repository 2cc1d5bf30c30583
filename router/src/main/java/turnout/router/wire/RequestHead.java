package turnout.router.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Body;
import turnout.router.call.EngineName;
import turnout.router.engine.LaneLink;
import turnout.router.engine.lane.LaneMethod;
import turnout.router.engine.lane.LaneMethods;
import turnout.router.http2.HeaderBlock;
import turnout.router.route.RoutingTable;

/**
 * Reads the fields of one request while they are copied for PYTHON: everything as it came, but for grpc-timeout, which is
 * written anew, and x-turnout-…, which is ours. Reused for every request of a loop.
 */
final class RequestHead {

    /** What {@code grpc-encoding} says. */
    enum Encoding {
        IDENTITY,
        GZIP,
        OTHER
    }

    static final long NO_TIMEOUT = -1;
    static final long MALFORMED_TIMEOUT = -2;

    private static final byte[] PATH = ":path".getBytes(US_ASCII);
    private static final byte[] ANNOUNCEMENT = LaneLink.ANNOUNCEMENT_PATH.getBytes(US_ASCII);
    private static final byte[] METHOD = ":method".getBytes(US_ASCII);
    private static final byte[] POST = "POST".getBytes(US_ASCII);
    private static final byte[] CONTENT_TYPE = "content-type".getBytes(US_ASCII);
    private static final byte[] GRPC = "application/grpc".getBytes(US_ASCII);
    private static final byte[] GRPC_TIMEOUT = "grpc-timeout".getBytes(US_ASCII);
    private static final byte[] GRPC_ENCODING = "grpc-encoding".getBytes(US_ASCII);
    private static final byte[] IDENTITY = "identity".getBytes(US_ASCII);
    private static final byte[] GZIP = "gzip".getBytes(US_ASCII);
    private static final byte[] X_TURNOUT = "x-turnout-".getBytes(US_ASCII);
    private static final byte[] KEY = "x-turnout-key".getBytes(US_ASCII);
    private static final byte[] EXPLAIN = "x-turnout-explain".getBytes(US_ASCII);
    private static final byte[] ENGINE = "x-turnout-engine".getBytes(US_ASCII);
    private static final byte[] TESTER = "x-turnout-tester".getBytes(US_ASCII);
    private static final byte[] ONE = {'1'};

    private final Methods methods;
    private final LaneMethods laneMethods;
    private final Testers testers;
    private final Supplier<RoutingTable> table;
    private final ByteBuf forwarded = Unpooled.buffer(1024);

    private @Nullable Method method;
    private @Nullable LaneMethod laneMethod;
    private boolean announcement;
    private boolean post;
    private boolean grpc;
    private long timeoutNanos;
    private Encoding encoding = Encoding.IDENTITY;
    private @Nullable Body key;
    private boolean explain;
    private @Nullable String engine;
    private byte @Nullable [] token;

    RequestHead(Methods methods, LaneMethods laneMethods, Testers testers, Supplier<RoutingTable> table) {
        this.methods = methods;
        this.laneMethods = laneMethods;
        this.testers = testers;
        this.table = table;
    }

    void begin() {
        forwarded.clear();
        method = null;
        laneMethod = null;
        announcement = false;
        post = false;
        grpc = false;
        timeoutNanos = NO_TIMEOUT;
        encoding = Encoding.IDENTITY;
        key = null;
        explain = false;
        engine = null;
        token = null;
    }

    void field(HeaderBlock field) {
        switch (field.nameLength()) {
            case 5 -> {
                if (field.nameIs(PATH)) {
                    method = methods.find(field);
                    laneMethod = laneMethods.find(field);
                    announcement = field.valueIs(ANNOUNCEMENT);
                }
            }
            case 7 -> post |= field.nameIs(METHOD) && field.valueIs(POST);
            case 12 -> {
                if (field.nameIs(CONTENT_TYPE)) {
                    grpc = isGrpc(field);
                } else if (field.nameIs(GRPC_TIMEOUT)) {
                    timeoutNanos = timeout(field);
                    return;
                }
            }
            case 13, 16, 17 -> {
                if (field.nameStartsWith(X_TURNOUT)) {
                    ours(field);
                    return;
                }
                if (field.nameIs(GRPC_ENCODING)) {
                    encoding = field.valueIs(IDENTITY)
                            ? Encoding.IDENTITY
                            : field.valueIs(GZIP) ? Encoding.GZIP : Encoding.OTHER;
                }
            }
            default -> {
                if (field.nameStartsWith(X_TURNOUT)) {
                    return;
                }
            }
        }
        field.copyTo(forwarded);
    }

    private void ours(HeaderBlock field) {
        if (field.nameIs(KEY)) {
            key = Body.of(field.valueBytes());
        } else if (field.nameIs(EXPLAIN)) {
            explain = field.valueIs(ONE);
        } else if (field.nameIs(ENGINE)) {
            engine = field.valueText();
        } else if (field.nameIs(TESTER)) {
            token = field.valueBytes();
        }
    }

    /** {@code application/grpc}, alone or with {@code +…} or {@code ;…} behind it. */
    private static boolean isGrpc(HeaderBlock field) {
        if (field.valueLength() < GRPC.length) {
            return false;
        }
        for (int i = 0; i < GRPC.length; i++) {
            if (field.valueByte(i) != GRPC[i]) {
                return false;
            }
        }
        if (field.valueLength() == GRPC.length) {
            return true;
        }
        byte next = field.valueByte(GRPC.length);
        return next == '+' || next == ';';
    }

    /** gRPC over HTTP/2: one to eight digits and a unit. */
    private static long timeout(HeaderBlock field) {
        int digits = field.valueLength() - 1;
        if (digits < 1 || digits > 8) {
            return MALFORMED_TIMEOUT;
        }
        long value = 0;
        for (int i = 0; i < digits; i++) {
            int digit = field.valueByte(i) - '0';
            if (digit < 0 || digit > 9) {
                return MALFORMED_TIMEOUT;
            }
            value = value * 10 + digit;
        }
        return switch (field.valueByte(digits)) {
            case 'n' -> value;
            case 'u' -> value * 1_000;
            case 'm' -> value * 1_000_000;
            case 'S' -> value * 1_000_000_000;
            // At most 10^8 hours: nanoseconds of more than a century do not fit, and nobody waits for them.
            case 'M' -> Math.min(value, 1_000_000) * 60_000_000_000L;
            case 'H' -> Math.min(value, 100_000) * 3_600_000_000_000L;
            default -> MALFORMED_TIMEOUT;
        };
    }

    /** The fields for PYTHON, a context-free block; valid until the next request. */
    ByteBuf forwarded() {
        return forwarded;
    }

    /** Null for a path that nobody here knows. */
    @Nullable
    Method method() {
        return method;
    }

    /** Null for a path that no worker takes by lane. */
    @Nullable
    LaneMethod laneMethod() {
        return laneMethod;
    }

    /** Whether somebody asks for a worker's lane. */
    boolean announcement() {
        return announcement;
    }

    boolean post() {
        return post;
    }

    boolean grpc() {
        return grpc;
    }

    long timeoutNanos() {
        return timeoutNanos;
    }

    Encoding encoding() {
        return encoding;
    }

    @Nullable
    Body key() {
        return key;
    }

    boolean explain() {
        return explain;
    }

    /** What {@code x-turnout-engine} says, if whoever says it may. */
    @Nullable
    String engine(java.net.SocketAddress peer) {
        return engine != null && testers.allowed(peer, token) ? engine : null;
    }

    static @Nullable EngineName engineNamed(String text) {
        for (EngineName name : EngineName.values()) {
            if (name.text().equals(text)) {
                return name;
            }
        }
        return null;
    }

    RoutingTable table() {
        return table.get();
    }
}
