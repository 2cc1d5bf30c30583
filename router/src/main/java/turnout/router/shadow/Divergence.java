package turnout.router.shadow;

import java.time.Instant;
import turnout.router.call.Call;
import turnout.router.call.EngineName;
import turnout.router.compare.ComparedReply;
import turnout.router.compare.Comparison;

/**
 * Two engines that do not agree on one call, confirmed by asking PYTHON twice where the first time said so.
 *
 * @param request the message
 * @param call its body may be gone; the rest is as it was
 */
@SuppressWarnings("ArrayRecordComponent")
public record Divergence(
        Instant time,
        Call call,
        byte[] request,
        EngineName servedBy,
        ComparedReply served,
        ComparedReply other,
        Comparison comparison) {

    /** Told of each; must not block. */
    public interface Listener {
        void diverged(Divergence divergence);
    }
}
