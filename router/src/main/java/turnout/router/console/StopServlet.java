package turnout.router.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import turnout.rollout.flags.FlagRefused;
import turnout.router.stop.EmergencyStop;

/** {@code /stop}: the form that asks for a reason, and the stop itself. */
final class StopServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private static final String FORM = """
            <main><form class="stop" method="post" action="/stop">
            <h1>Emergency stop</h1>
            <p>Sends every call to PYTHON at once; those on their way are still answered. Only an administrator lifts it.</p>
            %s
            <label for="reason">Reason, for the audit log</label>
            <input id="reason" name="reason" maxlength="300" required autofocus>
            <button type="submit">Stop NATIVE</button>
            <p><a href="/">Back to the status</a></p>
            </form></main>
            """;

    private final transient EmergencyStop stop;

    StopServlet(EmergencyStop stop) {
        this.stop = stop;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Page.write(response, 200, "Emergency stop", FORM.formatted(""));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String reason = request.getParameter("reason");
        try {
            stop.stop(request.getRemoteUser(), reason == null ? "" : reason);
        } catch (FlagRefused refused) {
            String sentence = Page.text(refused.sentence());
            Page.write(
                    response,
                    Problem.of(refused).status(),
                    "Emergency stop",
                    FORM.formatted("<p class=\"refusal\" role=\"alert\">" + sentence + "</p>"));
            return;
        }
        response.setHeader("Location", "/");
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }
}
