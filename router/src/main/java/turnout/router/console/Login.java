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

    private final Tokens tokens;
    private final Sessions sessions;
    private final LoginAttempts attempts;

    Login(Tokens tokens, Sessions sessions, LoginAttempts attempts) {
        this.tokens = tokens;
        this.sessions = sessions;
        this.attempts = attempts;
    }

    /** @throws Problem 401 when the token is wrong, 429 when this address sent many wrong ones */
    Person check(String presented, String address) throws Problem {
        Optional<Person> holder = tokens.holder(presented);
        if (holder.isPresent()) {
            return holder.get();
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
                401,
                "wrong-token",
                "The token is wrong",
                "This is neither the token of the gateway's ops.token nor one that was added.");
    }

    /** @return the id of a new session of somebody whose token was checked */
    String open(Person person) {
        return sessions.open(person);
    }

    /** Empty too when the token that opened it was taken away since. */
    Optional<Person> session(HttpServletRequest request) {
        return cookies(request)
                .map(sessions::person)
                .flatMap(Optional::stream)
                .filter(tokens::still)
                .findFirst();
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
