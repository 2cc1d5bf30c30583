package turnout.router.console;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import turnout.rollout.togglz.SameOrigin;

/** The form that people log in with ({@code /login}) and the button that ends it ({@code /logout}). */
final class LoginServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    /** Only our own pages, so that the form cannot be used to send somebody elsewhere. */
    private static final Pattern OWN_PAGE = Pattern.compile("/(?:togglz/[A-Za-z0-9_.-]*(?:\\?[A-Za-z0-9_.=&-]*)?)?");

    private final transient Login login;

    LoginServlet(Login login) {
        this.login = login;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Page.write(response, 200, "Log in", form(next(request), Optional.empty()));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals("/logout")) {
            login.close(request);
            cookie(response, "", 0);
            redirect(response, "/login");
            return;
        }
        String name = parameter(request, "name");
        try {
            if (!SameOrigin.holds(request)) {
                throw new Problem(403, "cross-origin", "Refused", "This form was not sent from this console.");
            }
            Person holder = login.check(parameter(request, "token"), request.getRemoteAddr());
            if (!name.isEmpty() && !TokenEntry.isName(name)) {
                throw new Problem(
                        422, "name", "Refused", "A name is letters, digits and . _ @ + -, at most 40 characters.");
            }
            cookie(response, login.open(named(holder, name)), Sessions.LIFETIME.toSeconds());
            redirect(response, next(request));
        } catch (Problem refused) {
            String sentence = String.valueOf(refused.getMessage());
            Page.write(response, refused.status(), "Log in", form(next(request), Optional.of(sentence)));
        }
    }

    /** The first administrator's token is nobody's by name; every other belongs to the name that it was made for. */
    private static Person named(Person holder, String name) {
        return name.isEmpty() || holder.token().isPresent() ? holder : new Person(name, holder.role(), holder.token());
    }

    /** SameSite=Strict: a page of another site can make the browser send a request, but never this cookie with it. */
    private static void cookie(HttpServletResponse response, String value, long seconds) {
        response.addHeader(
                "Set-Cookie",
                Login.COOKIE + "=" + value + "; Path=/; Max-Age=" + seconds + "; HttpOnly; SameSite=Strict");
    }

    private static void redirect(HttpServletResponse response, String to) {
        response.setHeader("Location", to);
        response.setStatus(HttpServletResponse.SC_SEE_OTHER);
    }

    private static String next(HttpServletRequest request) {
        String next = parameter(request, "next");
        return OWN_PAGE.matcher(next).matches() ? next : "/";
    }

    private static String parameter(HttpServletRequest request, String name) {
        String value = request.getParameter(name);
        return value == null ? "" : value.strip();
    }

    private static String form(String next, Optional<String> refusal) {
        return """
                <form class="login" method="post" action="/login">
                <h1>Turnout</h1>
                %s
                <label for="token">Token</label>
                <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
                <p class="hint">The administrator's is in <code>var/ops.token</code>; others have one of their own.</p>
                <label for="name">Your name, for the audit log</label>
                <input id="name" name="name" autocomplete="username" placeholder="administrator">
                <input type="hidden" name="next" value="%s">
                <button type="submit">Log in</button>
                </form>
                """.formatted(
                        refusal.map(sentence -> "<p class=\"refusal\" role=\"alert\">" + Page.text(sentence) + "</p>")
                                .orElse(""),
                        Page.text(next));
    }
}
