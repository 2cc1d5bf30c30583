package turnout.router.console;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who is logged in, in memory: a restart logs everybody out. Safe for use by many threads. */
final class Sessions {

    /** A working day; then the token is asked for again. */
    static final Duration LIFETIME = Duration.ofHours(12);

    /** Far more than there are operators; beyond it the oldest is logged out. */
    private static final int MOST = 1_000;

    private record Session(Person person, Instant until) {}

    private final SecureRandom random = new SecureRandom();
    private final InstantSource clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Session> eldest) {
            return size() > MOST;
        }
    };

    Sessions(InstantSource clock) {
        this.clock = clock;
    }

    /** @return the session's id: 32 random bytes, so that it cannot be guessed */
    synchronized String open(Person person) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        sessions.put(id, new Session(person, clock.instant().plus(LIFETIME)));
        return id;
    }

    synchronized Optional<Person> person(String id) {
        Session session = sessions.get(id);
        if (session == null || session.until().isBefore(clock.instant())) {
            sessions.remove(id);
            return Optional.empty();
        }
        return Optional.of(session.person());
    }

    synchronized void close(String id) {
        sessions.remove(id);
    }
}
