package turnout.router.engine;

import io.grpc.Status;
import turnout.router.call.Reply;
import turnout.router.http2.ErrorCode;
import turnout.router.http2.Stream;

/** Words and statuses for what can go wrong on the way to PYTHON. */
public final class UpstreamFailure {

    private static final Reply.Failure NO_WORKER = ReplyBlocks.failure(
            Status.Code.UNAVAILABLE, "PYTHON_UNREACHABLE", "no worker of the Python sidecar can take the call");

    private UpstreamFailure() {}

    /** No worker can take the call; nothing of it was sent. */
    public static Reply.Failure noWorker() {
        return NO_WORKER;
    }

    public static boolean isNoWorker(Reply reply) {
        return reply == NO_WORKER;
    }

    /** A stream that ended early; gRPC's own table of RST_STREAM codes (grpc/doc/PROTOCOL-HTTP2.md, "Errors"). */
    public static Reply.Failure aborted(int errorCode, String reason) {
        if (errorCode == Stream.CONNECTION_LOST) {
            return ReplyBlocks.failure(
                    Status.Code.UNAVAILABLE, "PYTHON_CONNECTION_LOST", "the Python sidecar went away: " + reason);
        }
        Status.Code code = switch (errorCode) {
            case ErrorCode.REFUSED_STREAM -> Status.Code.UNAVAILABLE;
            case ErrorCode.CANCEL -> Status.Code.CANCELLED;
            case ErrorCode.ENHANCE_YOUR_CALM -> Status.Code.RESOURCE_EXHAUSTED;
            case ErrorCode.INADEQUATE_SECURITY -> Status.Code.PERMISSION_DENIED;
            default -> Status.Code.INTERNAL;
        };
        return ReplyBlocks.failure(code, "PYTHON_STREAM_RESET", reason);
    }

    /** A lane that ended with the call in flight. */
    public static Reply.Failure laneLost(String reason) {
        return ReplyBlocks.failure(
                Status.Code.UNAVAILABLE, "PYTHON_CONNECTION_LOST", "the Python sidecar went away: " + reason);
    }

    /** The service accepts no frames of that size. */
    public static Reply.Failure tooLargeForLane(int bytes) {
        return ReplyBlocks.failure(
                Status.Code.RESOURCE_EXHAUSTED,
                "REQUEST_TOO_LARGE",
                "the request message of " + bytes + " bytes is over what the Python sidecar accepts",
                Reply.Fault.CALLER);
    }

    public static Reply.Failure notGrpc(ReplyHead head) {
        return ReplyBlocks.failure(
                head.httpAsGrpc(), "PYTHON_ANSWER_NOT_GRPC", "the Python sidecar answered HTTP " + head.httpStatus());
    }

    public static Reply.Failure broken(String what) {
        return ReplyBlocks.failure(Status.Code.INTERNAL, "PYTHON_ANSWER_BROKEN", what);
    }
}
