package turnout.router.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;
import turnout.router.observe.Score;
import turnout.router.stop.StopState;

/** {@code /}: what operators set, what this node runs, and how the engines do, drawn anew every ten seconds. */
final class StatusServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final transient OpsSources sources;

    StatusServlet(OpsSources sources) {
        this.sources = sources;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!request.getRequestURI().equals("/")) {
            Page.write(
                    response,
                    404,
                    "Not found",
                    "<main><h1>There is nothing here</h1><p><a href=\"/\">Status</a></p></main>");
            return;
        }
        response.setHeader("Refresh", "10");
        Page.write(response, 200, "Status", Page.head(request.getRemoteUser(), "/") + "<main>" + body() + "</main>");
    }

    private String body() {
        Flags flags = sources.flags().current();
        NodeStatus node = sources.node().get();
        StopState stop = sources.stop().state();
        var html = new StringBuilder(StopNotice.of(stop));
        if (!flags.nativeAllowed()) {
            html.append("<p class=\"refusal\">NATIVE is not allowed: every call goes to PYTHON.</p>");
        }
        html.append("<h2>Components</h2><div class=\"scroll\"><table><thead><tr><th>component<th>NATIVE serves")
                .append(
                        "<th class=\"n\">in force<th class=\"n\">shadow<th>left out<th>held<th>breaker<th class=\"n\">rev<th>last reason<th>")
                .append("</tr></thead><tbody>");
        sources.flags().components().forEach(component -> row(html, flags.of(component), node, stop));
        html.append("</tbody></table></div><h2>Calls since the start</h2>");
        scores(html);
        return html.append(StopNotice.button(stop)).append(foot(node)).toString();
    }

    private static void row(StringBuilder html, ComponentFlags flags, NodeStatus node, StopState stop) {
        Share inForce = node.shares().getOrDefault(flags.component(), Share.NONE);
        String name = Page.text(flags.component());
        html.append("<tr><th scope=\"row\">")
                .append(name)
                .append("<td><meter min=\"0\" max=\"10000\" value=\"")
                .append(flags.percent().basisPoints())
                .append("\"></meter> <b>")
                .append(flags.percent())
                .append("</b>")
                .append("<td class=\"n\">")
                .append(inForce)
                .append("<td class=\"n\">")
                .append(flags.shadow())
                .append("<td>")
                .append(Page.text(flags.except().isEmpty() ? "–" : String.join(", ", flags.except())))
                .append("<td>")
                .append(stop.held().contains(flags.component()) ? "<b class=\"held\">held at 0</b>" : "–")
                .append("<td>")
                .append(breaker(node.breakers().getOrDefault(flags.component(), "closed")))
                .append("<td class=\"n\">")
                .append(flags.rev())
                .append("<td>")
                .append(Page.text(flags.reason()))
                .append("<td><a href=\"/togglz/edit?f=")
                .append(name)
                .append("\">change</a></tr>");
    }

    private static String breaker(String state) {
        return state.equals("closed") ? state : "<b class=\"held\">" + Page.text(state) + "</b>";
    }

    private void scores(StringBuilder html) {
        var scores = sources.scores().get();
        if (scores.isEmpty()) {
            html.append("<p class=\"hint\">No call has come yet.</p>");
            return;
        }
        html.append("<div class=\"scroll\"><table><thead><tr><th>operation<th>engine<th>role<th class=\"n\">answered")
                .append("<th class=\"n\">failed<th class=\"n\">p50 ms<th class=\"n\">p99 ms<th class=\"n\">p99.9 ms")
                .append("</tr></thead><tbody>");
        for (Score score : scores) {
            html.append("<tr><th scope=\"row\">")
                    .append(Page.text(score.operation()))
                    .append("<td>")
                    .append(score.engine().text())
                    .append("<td>")
                    .append(score.role().name().toLowerCase(Locale.ROOT))
                    .append("<td class=\"n\">")
                    .append(score.answered())
                    .append("<td class=\"n\">")
                    .append(score.failed())
                    .append("<td class=\"n\">")
                    .append(millis(score.p50Nanos()))
                    .append("<td class=\"n\">")
                    .append(millis(score.p99Nanos()))
                    .append("<td class=\"n\">")
                    .append(millis(score.p999Nanos()))
                    .append("</tr>");
        }
        html.append("</tbody></table></div>");
    }

    private String foot(NodeStatus node) {
        long up = node.workers().stream().filter(NodeStatus.Worker::up).count();
        return "<footer>%s · version %s · routing table %d · flags as of %s · sidecar workers up %d of %d</footer>"
                .formatted(
                        Page.text(node.name()),
                        Page.text(node.version()),
                        node.routeRev(),
                        sources.flags().asOf().truncatedTo(ChronoUnit.SECONDS),
                        up,
                        node.workers().size());
    }

    private static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.3f", nanos / 1e6);
    }
}
