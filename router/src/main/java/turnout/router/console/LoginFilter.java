package turnout.router.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Optional;
import java.util.Set;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.togglz.SameOrigin;

/**
 * Lets through who is logged in: a session's cookie for people, the token itself for programs. What a browser writes
 * must also come from one of our own pages.
 */
final class LoginFilter extends HttpFilter {

    private static final long serialVersionUID = 1;

    /** Needed before anybody can log in, or asked by machines that have no token. */
    private static final Set<String> OPEN = Set.of("/login", "/ops.css", "/livez", "/readyz");

    private static final String BEARER = "Bearer ";

    private final transient Login login;

    LoginFilter(Login login) {
        this.login = login;
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        response.setHeader("Content-Security-Policy", Page.POLICY);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Frame-Options", "DENY");
        // not no-referrer, which makes browsers hide the Origin that SameOrigin looks at
        response.setHeader("Referrer-Policy", "same-origin");
        response.setHeader("Cache-Control", "no-store");
        if (OPEN.contains(request.getServletPath())) {
            chain.doFilter(request, response);
            return;
        }
        try {
            Person person = person(request);
            person.require(Access.needed(request));
            chain.doFilter(new KnownUser(request, person), response);
        } catch (FlagRefused role) {
            refuse(request, response, Problem.of(role));
        } catch (Problem refused) {
            refuse(request, response, refused);
        }
    }

    private Person person(HttpServletRequest request) throws Problem {
        String authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.startsWith(BEARER)) {
            return login.check(authorization.substring(BEARER.length()).strip(), request.getRemoteAddr());
        }
        Optional<Person> person = login.session(request);
        if (person.isEmpty()) {
            throw new Problem(401, "not-logged-in", "Not logged in", "Send the token of var/ops.token, or log in.");
        }
        if (!Methods.reads(request) && !SameOrigin.holds(request)) {
            throw new Problem(403, "cross-origin", "Refused", "This was not sent from a page of this console.");
        }
        return person.get();
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Problem problem)
            throws IOException {
        String path = request.getServletPath();
        boolean person = !path.startsWith("/api/") && !path.equals("/metrics");
        if (person && problem.status() == 401 && request.getMethod().equals("GET")) {
            String query = request.getQueryString() == null ? "" : "?" + request.getQueryString();
            response.setHeader(
                    "Location",
                    "/login?next=" + URLEncoder.encode(request.getRequestURI() + query, StandardCharsets.UTF_8));
            response.setStatus(HttpServletResponse.SC_SEE_OTHER);
            return;
        }
        if (person && problem.status() == HttpServletResponse.SC_FORBIDDEN) {
            Page.write(response, problem.status(), "Refused", sentence(problem));
            return;
        }
        response.setHeader("WWW-Authenticate", "Bearer realm=\"turnout\"");
        problem.write(response);
    }

    private static String sentence(Problem problem) {
        return "<main><h1>Refused</h1><p class=\"refusal\" role=\"alert\">"
                + Page.text(String.valueOf(problem.getMessage())) + "</p><p><a href=\"/\">Status</a></p></main>";
    }

    private static final class KnownUser extends HttpServletRequestWrapper {

        private final Person person;

        KnownUser(HttpServletRequest request, Person person) {
            super(request);
            this.person = person;
        }

        @Override
        public Principal getUserPrincipal() {
            return person::name;
        }

        @Override
        public String getRemoteUser() {
            return person.name();
        }

        @Override
        public boolean isUserInRole(String role) {
            return AccessRole.of(role).filter(person.role()::covers).isPresent();
        }
    }
}
