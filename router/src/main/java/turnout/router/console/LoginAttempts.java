package turnout.router.console;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts wrong tokens by address. It only decides how a wrong token is answered and whether that is logged: a right one
 * is always taken, so that nobody can lock an operator out of a stop. Safe for use by many threads.
 */
final class LoginAttempts {

    static final Duration WINDOW = Duration.ofSeconds(30);

    /** A person mistypes a few times; the token has 256 bits, so this is for the log's sake. */
    static final int FREE = 5;

    private static final int MOST_ADDRESSES = 1_000;

    private record Wrong(Instant since, int count) {}

    private final InstantSource clock;
    private final Map<String, Wrong> wrong = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Wrong> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    LoginAttempts(InstantSource clock) {
        this.clock = clock;
    }

    /** @return whether the address had its free attempts in this window */
    synchronized boolean tooMany(String address) {
        Instant now = clock.instant();
        Wrong next = wrong.merge(
                address,
                new Wrong(now, 1),
                (old, first) ->
                        old.since().plus(WINDOW).isBefore(now) ? first : new Wrong(old.since(), old.count() + 1));
        return next.count() > FREE;
    }
}
