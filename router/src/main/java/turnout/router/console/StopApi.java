package turnout.router.console;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import turnout.rollout.flags.FlagRefused;
import turnout.router.stop.EmergencyStop;
import turnout.router.stop.StopState;

/** {@code stop}, {@code stop/lift}, {@code rollouts} and {@code rollouts/{component}/start} of the API. */
final class StopApi {

    private final OpsSources sources;

    StopApi(OpsSources sources) {
        this.sources = sources;
    }

    Object stop(HttpServletRequest request) throws IOException, Problem, FlagRefused {
        if (!Methods.reads(request)) {
            Methods.writes(request);
            stop().stop(request.getRemoteUser(), ChangeBody.read(request).reason());
        }
        return state(stop().state());
    }

    Object lift(HttpServletRequest request) throws IOException, Problem, FlagRefused {
        Methods.writes(request);
        return state(
                stop().lift(request.getRemoteUser(), ChangeBody.read(request).reason()));
    }

    Object rollouts(HttpServletRequest request) throws Problem {
        if (!Methods.reads(request)) {
            throw Problem.method(request.getMethod());
        }
        return Map.of(
                "rollouts",
                sources.flags().components().stream().map(this::rollout).toList());
    }

    Object start(HttpServletRequest request, String component) throws IOException, Problem, FlagRefused {
        Methods.writes(request);
        ChangeBody body = ChangeBody.read(request);
        stop().start(component, body.overridden(), request.getRemoteUser(), body.reason());
        return rollout(component);
    }

    private Map<String, Object> rollout(String component) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("component", component);
        view.put("held", stop().state().held().contains(component));
        view.put("percent", sources.flags().current().of(component).percent().text());
        return view;
    }

    /** With what this node runs, which is not what it was told until a table says so. */
    private Map<String, Object> state(StopState state) {
        NodeStatus node = sources.node().get();
        Map<String, Object> here = new LinkedHashMap<>();
        here.put("name", node.name());
        here.put("stopped", node.stopped());
        here.put("routeRev", node.routeRev());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("stopped", state.stopped());
        view.put("actor", state.actor());
        view.put("reason", state.reason());
        view.put("since", state.since().toString());
        view.put("rev", state.rev());
        view.put("held", List.copyOf(state.held()));
        view.put("nodes", List.of(here));
        return view;
    }

    private EmergencyStop stop() {
        return sources.stop();
    }
}
