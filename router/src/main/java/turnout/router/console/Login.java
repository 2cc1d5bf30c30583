package turnout.router.console;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells who somebody is, by token or by session. */
final class Login {

    /** Who holds the token and gives no name. */
    static final String ADMINISTRATOR = "administrator";

    static final String COOKIE = "turnout_session";

    private static final Logger LOG = LoggerFactory.getLogger(Login.class);

    private final OpsToken token;
    private final Sessions sessions;
    private final LoginAttempts attempts;

    Login(OpsToken token, Sessions sessions, LoginAttempts attempts) {
        this.token = token;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    /** @throws Problem 401 when the token is wrong, 429 when this address sent many wrong ones */
    void check(String presented, String address) throws Problem {
        if (token.matches(presented)) {
            return;
        }
        if (attempts.tooMany(address)) {
            throw new Problem(
                    429,
                    "too-many-attempts",
                    "Too many wrong tokens",
                    "Too many wrong tokens; the right one is in the file ops.token of the gateway's var folder.");
        }
        LOG.warn("event=login-failed address={}", address);
        throw new Problem(
                401, "wrong-token", "The token is wrong", "This is not the token of the gateway's ops.token.");
    }

    /** @return the id of a new session of somebody whose token was checked */
    String open(String user) {
        return sessions.open(user);
    }

    Optional<String> session(HttpServletRequest request) {
        return cookies(request).map(sessions::user).flatMap(Optional::stream).findFirst();
    }

    void close(HttpServletRequest request) {
        cookies(request).forEach(sessions::close);
    }

    private static Stream<String> cookies(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        return cookies == null
                ? Stream.empty()
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(COOKIE))
                        .map(Cookie::getValue);
    }
}
