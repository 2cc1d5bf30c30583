package turnout.router.shadow;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import turnout.router.call.Cancellation;
import turnout.router.call.Reply;

/** One engine asked once: ends with its reply or with its deadline, whichever comes first, and once. Any thread. */
final class Asking {

    private final OpenAskings open;
    private final Cancellation cancellation;
    private final long deadlineNanos;
    private final Consumer<Reply> answered;
    private final Runnable expired;
    private final AtomicBoolean ended = new AtomicBoolean();

    /**
     * @param cancellation of the call to the engine
     * @param deadlineNanos by {@link System#nanoTime}
     * @param answered takes over the reply
     * @param expired runs instead
     */
    Asking(
            OpenAskings open,
            Cancellation cancellation,
            long deadlineNanos,
            Consumer<Reply> answered,
            Runnable expired) {
        this.open = open;
        this.cancellation = cancellation;
        this.deadlineNanos = deadlineNanos;
        this.answered = answered;
        this.expired = expired;
        open.add(this);
    }

    long deadlineNanos() {
        return deadlineNanos;
    }

    void answer(Reply reply) {
        if (end()) {
            answered.accept(reply);
        } else if (reply instanceof Reply.Answer late) {
            late.body().release();
        }
    }

    void expire() {
        if (end()) {
            cancellation.cancel();
            expired.run();
        }
    }

    private boolean end() {
        open.remove(this);
        return ended.compareAndSet(false, true);
    }
}
