package turnout.router.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;
import turnout.router.journal.Cluster;
import turnout.router.journal.MismatchView;
import turnout.router.journal.WrongAnswer;

/** {@code /mismatches}: what the engines disagree on, and whose callers must be told. */
final class MismatchServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** What a person reads; the command and the API have all of it. */
    private static final int MOST_LINES = 100;

    private final transient MismatchView mismatches;

    MismatchServlet(MismatchView mismatches) {
        this.mismatches = mismatches;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var html = new StringBuilder(Page.head(request.getRemoteUser(), "/mismatches")).append("<main>");
        served(html, mismatches.wrongAnswers(MOST_LINES));
        clusters(html, mismatches.clusters());
        Page.write(response, 200, "Mismatches", html.append("</main>").toString());
    }

    private static void served(StringBuilder html, List<WrongAnswer> wrong) {
        html.append("<h2>Wrong answers that callers got from NATIVE</h2>");
        if (wrong.isEmpty()) {
            html.append("<p class=\"hint\">None is known.</p>");
            return;
        }
        html.append("<p class=\"refusal\">Their callers must be told. The newest ")
                .append(wrong.size())
                .append(": <code>./turnout mismatch list --served</code> has all of them.</p>")
                .append("<div class=\"scroll\"><table><thead><tr><th>time<th>call<th>operation<th>key<th>clusters")
                .append("</tr></thead><tbody>");
        for (WrongAnswer one : wrong) {
            html.append("<tr><td>")
                    .append(time(one.time()))
                    .append("<td><code>")
                    .append(Page.text(one.callId()))
                    .append("</code><td>")
                    .append(Page.text(one.operation()))
                    .append("<td>")
                    .append(Page.text(one.key().isEmpty() ? "–" : one.key()))
                    .append("<td><code>")
                    .append(Page.text(String.join(" ", one.clusters())))
                    .append("</code></tr>");
        }
        html.append("</tbody></table></div>");
    }

    private static void clusters(StringBuilder html, List<Cluster> clusters) {
        html.append("<h2>What the engines disagree on</h2>");
        if (clusters.isEmpty()) {
            html.append("<p class=\"hint\">Nothing that was compared.</p>");
            return;
        }
        html.append("<div class=\"scroll\"><table><thead><tr><th class=\"n\">count<th>operation<th>field<th>kind")
                .append("<th>first seen<th>last seen<th>exemplars</tr></thead><tbody>");
        for (Cluster cluster : clusters.subList(0, Math.min(MOST_LINES, clusters.size()))) {
            html.append("<tr><td class=\"n\">")
                    .append(cluster.count())
                    .append("<th scope=\"row\">")
                    .append(Page.text(cluster.key().operation()))
                    .append("<td>")
                    .append(Page.text(cluster.key().pattern()))
                    .append("<td>")
                    .append(Page.text(cluster.key().kind()))
                    .append("<td>")
                    .append(time(cluster.firstSeen()))
                    .append("<td>")
                    .append(time(cluster.lastSeen()))
                    .append("<td class=\"links\">")
                    .append(cluster.exemplars().stream()
                            .map(MismatchServlet::link)
                            .collect(Collectors.joining(" ")))
                    .append("</tr>");
        }
        html.append("</tbody></table></div><p class=\"hint\">").append(clusters.size());
        html.append(" in all. noise: PYTHON disagrees with itself there. <code>./turnout mismatch show ID</code> "
                + "shows one, <code>replay ID</code> asks both engines again.</p>");
    }

    private static String link(String id) {
        return "<a href=\"/api/v1/mismatches/" + Page.text(id) + "\"><code>" + Page.text(id) + "</code></a>";
    }

    private static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString().replace('T', ' '); // where a narrow column may break it
    }
}
