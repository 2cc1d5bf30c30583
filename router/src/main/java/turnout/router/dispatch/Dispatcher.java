package turnout.router.dispatch;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import turnout.router.call.Call;
import turnout.router.call.Engine;
import turnout.router.call.Reply;
import turnout.router.route.Route;
import turnout.router.route.RoutingTable;

/** The whole path of a unary operation in one method. One for each event loop, because PYTHON's connections are. */
public final class Dispatcher {

    private final Supplier<RoutingTable> table;
    private final Engine python;
    private final Engine nativeEngine;

    public Dispatcher(Supplier<RoutingTable> table, Engine python, Engine nativeEngine) {
        this.table = table;
        this.python = python;
        this.nativeEngine = nativeEngine;
    }

    /** Where the call went, at once, and what comes of it. */
    public record Dispatched(Route route, CompletionStage<Reply> reply) {}

    public Dispatched dispatch(Call call) {
        Route route = table.get().route(call.operation(), call.body(), call.headerKey(), call.draw(), call.forced());
        CompletionStage<Reply> reply = switch (route.engine()) {
            case PYTHON -> python.answer(call);
            case NATIVE -> nativeEngine.answer(call);
        };
        return new Dispatched(route, reply);
    }
}
