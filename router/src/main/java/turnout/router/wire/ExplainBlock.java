package turnout.router.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import turnout.router.call.CallId;
import turnout.router.http2.Hpack;
import turnout.router.route.Route;

/** Writes where a call went, why, and what it is called, for callers that ask with {@code x-turnout-explain: 1}. */
final class ExplainBlock {

    private static final byte[] ENGINE = "x-turnout-engine".getBytes(US_ASCII);
    private static final byte[] BUCKET = "x-turnout-bucket".getBytes(US_ASCII);
    private static final byte[] SHARE = "x-turnout-share".getBytes(US_ASCII);
    private static final byte[] REV = "x-turnout-rev".getBytes(US_ASCII);
    private static final byte[] REASON = "x-turnout-reason".getBytes(US_ASCII);
    private static final byte[] CALL = "x-turnout-call".getBytes(US_ASCII);

    private ExplainBlock() {}

    /** @param bucket 0 to 9,999, or negative for a call that has none */
    static void write(ByteBuf out, Route route, int bucket, long callId) {
        Hpack.write(out, ENGINE, route.engine().text().getBytes(US_ASCII));
        if (bucket >= 0) {
            Hpack.write(out, BUCKET, Integer.toString(bucket).getBytes(US_ASCII));
        }
        Hpack.write(out, SHARE, route.share().text().getBytes(US_ASCII));
        Hpack.write(out, REV, Long.toString(route.rev()).getBytes(US_ASCII));
        Hpack.write(out, REASON, route.reason().text().getBytes(US_ASCII));
        Hpack.write(out, CALL, CallId.text(callId).getBytes(US_ASCII));
    }
}
