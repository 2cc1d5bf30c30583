package turnout.router.dispatch;

import io.grpc.Status;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import turnout.router.call.Call;
import turnout.router.call.Engine;
import turnout.router.call.EngineName;
import turnout.router.call.Operation;
import turnout.router.call.Reply;
import turnout.router.call.Role;
import turnout.router.engine.NativeEngine;
import turnout.router.engine.ReplyBlocks;
import turnout.router.engine.UpstreamFailure;
import turnout.router.observe.Sheet;
import turnout.router.route.Route;
import turnout.router.route.RouteReason;
import turnout.router.route.RoutingTable;
import turnout.router.shadow.Shadow;

/**
 * The whole path of a unary operation: route, engine behind its bulkhead, the other engine where that one failed, and the
 * shadow. One for each event loop, because PYTHON's connections are.
 */
public final class Dispatcher {

    /** Who waits for a call; told on the call's event loop. */
    public interface Caller {

        /** Where the call goes, before anything else. */
        void routed(Route route);

        /** Once. The route is another one where the call fell back. */
        void replied(Route route, Reply reply);
    }

    private final Supplier<RoutingTable> table;
    private final Engine python;
    private final Engine nativeEngine;
    private final Fallback fallback;
    private final Bulkheads bulkheads;
    private final Sheet sheet;
    private final @Nullable Shadow shadow;

    /**
     * @param bulkheads of the same event loop, and the sheet too
     * @param shadow null where there is no engine to shadow with
     */
    public Dispatcher(
            Supplier<RoutingTable> table,
            Engine python,
            Engine nativeEngine,
            Fallback fallback,
            Bulkheads bulkheads,
            Sheet sheet,
            @Nullable Shadow shadow) {
        this.table = table;
        this.python = python;
        this.nativeEngine = nativeEngine;
        this.fallback = fallback;
        this.bulkheads = bulkheads;
        this.sheet = sheet;
        this.shadow = shadow;
    }

    public void dispatch(Call call, Caller caller) {
        RoutingTable now = table.get();
        Route route = now.route(call.operation(), call.body(), call.headerKey(), call.draw(), call.forced());
        Underway underway = new Underway(call, caller, route);
        if (shadow != null && now.shadowed(call.operation(), call.body(), call.headerKey(), call.draw())) {
            underway.shadowed = true;
            call.body().retain();
        }
        caller.routed(route);
        switch (route.engine()) {
            case PYTHON -> toPython(underway);
            case NATIVE -> toNative(underway);
        }
    }

    // PYTHON.

    private void toPython(Underway underway) {
        Call call = underway.call;
        if (!bulkheads.enter(call.operation(), EngineName.PYTHON)) {
            call.body().release();
            complete(underway, pythonFull(call.operation()));
            return;
        }
        boolean held = underway.route.reason() == RouteReason.PERCENT && mayTurnToNative(call.operation());
        if (held) {
            call.body().retain();
        }
        python.answer(call).whenComplete((reply, fault) -> {
            bulkheads.leave(call.operation(), EngineName.PYTHON);
            if (held && UpstreamFailure.isNoWorker(reply)) {
                fallback.countToNative(call);
                underway.fallBackTo(EngineName.NATIVE);
                toNative(underway);
                return;
            }
            if (held) {
                call.body().release();
            }
            complete(underway, reply);
        });
    }

    /** Takes a place for a call that is passed to PYTHON without being dispatched; false when there is none. */
    public boolean enterPython(Operation operation) {
        return bulkheads.enter(operation, EngineName.PYTHON);
    }

    /** Gives back what {@link #enterPython} took. */
    public void leavePython(Operation operation) {
        bulkheads.leave(operation, EngineName.PYTHON);
    }

    /** What a call is answered that found no place. */
    public static Reply.Failure pythonFull(Operation operation) {
        return full(EngineName.PYTHON, operation);
    }

    /** Whether a call of this operation that goes to PYTHON may have to go to NATIVE yet, so that its body is needed. */
    public boolean mayTurnToNative(Operation operation) {
        return fallback.toNative(operation);
    }

    // NATIVE.

    private void toNative(Underway underway) {
        Call call = underway.call;
        boolean held = !underway.fellBack(); // not back and forth
        if (held) {
            call.body().retain();
            fallback.earn();
        }
        long began = System.nanoTime();
        if (!bulkheads.enter(call.operation(), EngineName.NATIVE)) {
            call.body().release();
            ofNative(underway, held, full(EngineName.NATIVE, call.operation()), began);
            return;
        }
        nativeEngine.answer(call).whenComplete((reply, fault) -> {
            bulkheads.leave(call.operation(), EngineName.NATIVE);
            ofNative(underway, held, reply, began);
        });
    }

    /** @param held whether a share of the call's body is held, so that PYTHON can answer */
    private void ofNative(Underway underway, boolean held, Reply reply, long began) {
        Call call = underway.call;
        if (held && NativeEngine.isWithdrawn(reply)) {
            underway.withdrawnTo(
                    table.get().route(call.operation(), call.body(), call.headerKey(), call.draw(), call.forced()));
            toPython(underway);
            return;
        }
        if (held && reply instanceof Reply.Failure failure && fallback.toPython(call, failure)) {
            sheet.record(
                    call.operation(),
                    EngineName.NATIVE,
                    Role.REPLACED,
                    false,
                    failure.status(),
                    System.nanoTime() - began);
            underway.fallBackTo(EngineName.PYTHON);
            toPython(underway);
            return;
        }
        if (held) {
            call.body().release();
        }
        complete(underway, reply);
    }

    // The end.

    private void complete(Underway underway, Reply reply) {
        if (underway.shadowed) {
            shadowed(underway, reply);
        }
        underway.caller.replied(underway.route, reply);
    }

    private void shadowed(Underway underway, Reply reply) {
        Call call = underway.call;
        if (shadow == null || underway.fellBack() || call.cancellation().cancelled()) {
            call.body().release(); // the other engine has had it, or nobody knows what the reply is worth
        } else {
            shadow.served(call, underway.route, reply, python);
        }
    }

    private static Reply.Failure full(EngineName name, Operation operation) {
        return ReplyBlocks.failure(
                Status.Code.UNAVAILABLE,
                name + "_SATURATED",
                name + " has as many calls of " + operation.component() + " as it may",
                Reply.Fault.NOT_BEGUN);
    }
}
