package turnout.router.dispatch;

import turnout.router.call.Call;
import turnout.router.call.EngineName;
import turnout.router.route.Route;
import turnout.router.route.RouteReason;

/** One dispatched call until its reply; on the call's event loop. */
final class Underway {

    final Call call;
    final Dispatcher.Caller caller;

    /** Another one once it fell back. */
    Route route;

    /** Whether the engine that does not serve is given it too; then a share of its body is held for that. */
    boolean shadowed;

    Underway(Call call, Dispatcher.Caller caller, Route route) {
        this.call = call;
        this.caller = caller;
        this.route = route;
    }

    void fallBackTo(EngineName engine) {
        route = new Route(engine, RouteReason.FALLBACK, route.share(), route.rev());
    }

    /** NATIVE was stopped before it began; {@code now} is where the call would have gone after that. */
    void withdrawnTo(Route now) {
        route = now.engine() == EngineName.PYTHON
                ? now
                : new Route(EngineName.PYTHON, RouteReason.STOP, now.share(), now.rev());
    }

    boolean fellBack() {
        return route.reason() == RouteReason.FALLBACK;
    }
}
