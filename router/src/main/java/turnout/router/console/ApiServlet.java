package turnout.router.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.FlagStore;
import turnout.rollout.togglz.FlagConsole;
import turnout.router.journal.Exemplar;
import turnout.router.journal.MismatchViews;

/** {@code /api/v1/*}: JSON in and out, problem details where it cannot be. */
final class ApiServlet extends HttpServlet {

    private static final long serialVersionUID = 1;
    private static final int MOST_RECORDS = 1_000;

    private final transient OpsSources sources;
    private final transient StopApi stop;

    ApiServlet(OpsSources sources) {
        this.sources = sources;
        this.stop = new StopApi(sources);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            byte[] answer = Json.bytes(answer(request));
            response.setContentType("application/json");
            response.getOutputStream().write(answer);
        } catch (FlagRefused refused) {
            Problem.of(refused).write(response);
        } catch (Problem problem) {
            problem.write(response);
        }
    }

    private Object answer(HttpServletRequest request) throws IOException, Problem, FlagRefused {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        List<String> segments = Arrays.stream(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .toList();
        String first = segments.isEmpty() ? "" : segments.getFirst();
        return switch (segments.size()) {
            case 1 ->
                switch (first) {
                    case "flags" ->
                        read(
                                request,
                                ApiViews.flags(
                                        flags().current(),
                                        flags(),
                                        sources.stop().state()));
                    case "master" -> master(request);
                    case "stop" -> stop.stop(request);
                    case "rollouts" -> stop.rollouts(request);
                    case "mismatches" ->
                        read(
                                request,
                                MismatchViews.clusters(sources.mismatches().clusters()));
                    case "wrong-answers" -> read(request, served(request));
                    case "audit" -> read(request, Map.of("records", audit(request, "")));
                    case "histograms" ->
                        read(
                                request,
                                Map.of(
                                        "histograms",
                                        ApiViews.scores(sources.scores().get())));
                    case "nodes" ->
                        read(
                                request,
                                Map.of(
                                        "nodes",
                                        List.of(ApiViews.node(sources.node().get(), flags()))));
                    default -> throw Problem.notFound(request.getRequestURI());
                };
            case 2 -> {
                if (first.equals("stop") && segments.get(1).equals("lift")) {
                    yield stop.lift(request);
                }
                if (first.equals("mismatches")) {
                    yield read(request, mismatch(request, segments.get(1)));
                }
                if (!first.equals("flags")) {
                    throw Problem.notFound(request.getRequestURI());
                }
                yield segments.get(1).equals("native-allowed") ? master(request) : flag(request, segments.get(1));
            }
            case 3 -> {
                if (first.equals("rollouts") && segments.get(2).equals("start")) {
                    yield stop.start(request, segments.get(1));
                }
                if (!first.equals("flags") || !segments.get(2).equals("history")) {
                    throw Problem.notFound(request.getRequestURI());
                }
                known(segments.get(1));
                yield read(request, Map.of("history", audit(request, segments.get(1))));
            }
            default -> throw Problem.notFound(request.getRequestURI());
        };
    }

    private Object mismatch(HttpServletRequest request, String id) throws IOException, Problem {
        if (id.equals("served")) {
            return served(request);
        }
        Exemplar exemplar = sources.mismatches().find(id).orElseThrow(() -> Problem.notFound(request.getRequestURI()));
        return MismatchViews.exemplar(exemplar);
    }

    private Object served(HttpServletRequest request) throws IOException, Problem {
        return MismatchViews.wrongAnswers(sources.mismatches().wrongAnswers(limit(request)));
    }

    private Object flag(HttpServletRequest request, String component) throws IOException, Problem, FlagRefused {
        known(component);
        if (Methods.reads(request)) {
            return ApiViews.component(
                    flags().current().of(component), sources.stop().state());
        }
        Methods.writes(request);
        FlagChange change = ChangeBody.read(request).change(component, request.getRemoteUser());
        return ApiViews.component(flags().change(change), sources.stop().state());
    }

    private Object master(HttpServletRequest request) throws IOException, Problem, FlagRefused {
        if (Methods.reads(request)) {
            return ApiViews.master(flags().current());
        }
        Methods.writes(request);
        ChangeBody body = ChangeBody.read(request);
        if (body.allowed() && !request.isUserInRole(FlagConsole.ADMINISTRATOR)) {
            throw new FlagRefused(
                    FlagRefused.Kind.ROLE,
                    "Allowing NATIVE needs the role administrator; an operator can only forbid it.");
        }
        return ApiViews.master(
                flags().allowNative(body.allowed(), body.expectedRev(), request.getRemoteUser(), body.reason()));
    }

    private List<Map<String, Object>> audit(HttpServletRequest request, String component) throws Problem, FlagRefused {
        return flags()
                .audit(
                        record -> component.isEmpty()
                                || record.event()
                                        .subject()
                                        .filter(component::equals)
                                        .isPresent(),
                        limit(request))
                .stream()
                .map(ApiViews::record)
                .toList();
    }

    private static int limit(HttpServletRequest request) throws Problem {
        String limit = request.getParameter("limit");
        if (limit == null) {
            return 50;
        }
        if (!limit.matches("[0-9]{1,4}") || Integer.parseInt(limit) > MOST_RECORDS) {
            throw Problem.malformed("The limit is not a number from 0 to " + MOST_RECORDS + ".");
        }
        return Integer.parseInt(limit);
    }

    private void known(String component) throws FlagRefused {
        if (!flags().components().contains(component)) {
            throw new FlagRefused(
                    FlagRefused.Kind.UNKNOWN_COMPONENT,
                    "There is no such component; there are " + String.join(", ", flags().components()) + ".");
        }
    }

    private FlagStore flags() {
        return sources.flags();
    }

    private static Object read(HttpServletRequest request, Object view) throws Problem {
        if (!Methods.reads(request)) {
            throw Problem.method(request.getMethod());
        }
        return view;
    }
}
