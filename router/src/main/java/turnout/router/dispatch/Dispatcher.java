package turnout.router.dispatch;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Call;
import turnout.router.call.Engine;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Reply;
import turnout.router.call.Role;
import turnout.router.engine.UpstreamFailure;
import turnout.router.observe.Sheet;
import turnout.router.route.Route;
import turnout.router.route.RouteReason;
import turnout.router.route.RoutingTable;
import turnout.router.shadow.Shadow;

/** The whole path of a unary operation. One for each event loop, because PYTHON's connections are. */
public final class Dispatcher {

    private final Supplier<RoutingTable> table;
    private final Engine python;
    private final Engine nativeEngine;
    private final Fallback fallback;
    private final Sheet sheet;
    private final @Nullable Shadow shadow;

    /**
     * @param sheet of the same event loop
     * @param shadow null where there is no engine to shadow with
     */
    public Dispatcher(
            Supplier<RoutingTable> table,
            Engine python,
            Engine nativeEngine,
            Fallback fallback,
            Sheet sheet,
            @Nullable Shadow shadow) {
        this.table = table;
        this.python = python;
        this.nativeEngine = nativeEngine;
        this.fallback = fallback;
        this.sheet = sheet;
        this.shadow = shadow;
    }

    public Dispatched dispatch(Call call) {
        RoutingTable now = table.get();
        Route route = now.route(call.operation(), call.body(), call.headerKey(), call.draw(), call.forced());
        Dispatched dispatched = new Dispatched(route);
        if (shadow != null && now.shadowed(call.operation(), call.body(), call.headerKey(), call.draw())) {
            shadow(shadow, call, dispatched);
        }
        switch (route.engine()) {
            case PYTHON -> toPython(call, dispatched);
            case NATIVE -> toNative(call, dispatched);
        }
        return dispatched;
    }

    private void shadow(Shadow with, Call call, Dispatched dispatched) {
        call.body().retain();
        dispatched.observe(reply -> {
            if (dispatched.route().reason() == RouteReason.FALLBACK
                    || call.cancellation().cancelled()) {
                call.body().release(); // the other engine has had it, or nobody knows what the reply is worth
            } else {
                with.served(call, dispatched.route().engine(), reply, python);
            }
        });
    }

    /** Whether a call of this operation that goes to PYTHON may have to go to NATIVE yet, so that its body is needed. */
    public boolean mayTurnToNative(Operation operation) {
        return fallback.toNative(operation);
    }

    private void toPython(Call call, Dispatched dispatched) {
        if (dispatched.route().reason() != RouteReason.PERCENT || !fallback.toNative(call.operation())) {
            python.answer(call).whenComplete((reply, fault) -> dispatched.complete(reply));
            return;
        }
        call.body().retain();
        python.answer(call).whenComplete((reply, fault) -> {
            if (UpstreamFailure.isNoWorker(reply)) {
                fallback.countToNative(call);
                reroute(dispatched, EngineName.NATIVE);
                nativeEngine.answer(call).whenComplete((instead, none) -> dispatched.complete(instead));
            } else {
                call.body().release();
                dispatched.complete(reply);
            }
        });
    }

    private void toNative(Call call, Dispatched dispatched) {
        if (!fallback.holds(call)) {
            nativeEngine.answer(call).whenComplete((reply, fault) -> dispatched.complete(reply));
            return;
        }
        call.body().retain();
        long began = System.nanoTime();
        nativeEngine.answer(call).whenComplete((reply, fault) -> answered(call, dispatched, reply, began));
    }

    /** NATIVE has replied, and the call's body is still held for PYTHON. */
    private void answered(Call call, Dispatched dispatched, Reply reply, long began) {
        if (reply instanceof Reply.Failure failure && fallback.toPython(call, failure)) {
            sheet.record(
                    call.operation(),
                    EngineName.NATIVE,
                    Role.REPLACED,
                    false,
                    failure.status(),
                    System.nanoTime() - began);
            reroute(dispatched, EngineName.PYTHON);
            toPython(call, dispatched);
            return;
        }
        call.body().release();
        dispatched.complete(reply);
    }

    private static void reroute(Dispatched dispatched, EngineName engine) {
        Route before = dispatched.route();
        dispatched.reroute(new Route(engine, RouteReason.FALLBACK, before.share(), before.rev()));
    }
}
