package turnout.router.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Reply;
import turnout.router.route.Route;

/** A call on its way: where it went, and what comes of it. On the call's event loop. */
public final class Dispatched {

    private final CompletableFuture<Reply> reply = new CompletableFuture<>();
    private Route route;
    private @Nullable Consumer<Reply> observer;

    Dispatched(Route route) {
        this.route = route;
    }

    /** Where it went; another one once it fell back, so it is final when the reply is there. */
    public Route route() {
        return route;
    }

    public CompletionStage<Reply> reply() {
        return reply;
    }

    void reroute(Route to) {
        route = to;
    }

    /** Is shown the reply before whoever waits for it is. */
    void observe(Consumer<Reply> with) {
        observer = with;
    }

    void complete(Reply with) {
        if (observer != null) {
            observer.accept(with);
        }
        reply.complete(with);
    }
}
