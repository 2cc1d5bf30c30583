package turnout.router.call;

import java.util.concurrent.CompletionStage;

/**
 * Answers one call. Returns at once, never blocks, never throws: a failure is a {@link Reply.Failure}. Completes on the
 * call's {@link Call#loop}. Takes over the holder's share of the body, and releases it when its work has ended.
 */
public interface Engine {

    CompletionStage<Reply> answer(Call call);
}
