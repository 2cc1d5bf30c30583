package turnout.router.engine;

import org.jspecify.annotations.Nullable;
import turnout.router.engine.lane.LaneReply;

/** Header blocks of replies that came by lane: those that the service's gRPC would have sent. */
public final class LaneBlocks {

    private LaneBlocks() {}

    /** Response headers. */
    public static byte[] headers(LaneReply reply) {
        return reply.hasInitialMetadata()
                ? ReplyBlocks.block(out -> {
                    ReplyBlocks.writeHead(out);
                    reply.writeInitialMetadata(out);
                })
                : ReplyBlocks.PLAIN_HEADERS;
    }

    /** Trailers behind headers. */
    public static byte[] trailers(LaneReply reply) {
        if (reply.status() == 0 && reply.plain()) {
            return ReplyBlocks.PLAIN_OK;
        }
        return ReplyBlocks.block(out -> {
            ReplyBlocks.writeStatus(out, reply.status(), message(reply));
            reply.writeTrailingMetadata(out);
        });
    }

    /** Trailers that are the whole reply. */
    public static byte[] trailersOnly(LaneReply reply) {
        return ReplyBlocks.block(out -> {
            ReplyBlocks.writeHead(out);
            ReplyBlocks.writeStatus(out, reply.status(), message(reply));
            reply.writeTrailingMetadata(out);
        });
    }

    private static @Nullable String message(LaneReply reply) {
        String details = reply.details();
        return details.isEmpty() ? null : details;
    }
}
