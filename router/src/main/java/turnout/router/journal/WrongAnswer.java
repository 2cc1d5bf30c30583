package turnout.router.journal;

import java.time.Instant;
import java.util.List;

/**
 * A call that NATIVE served and whose answer was wrong; its caller must be told.
 *
 * @param key as {@link Exemplar#key()}
 * @param clusters hashes of what was wrong with it
 */
public record WrongAnswer(
        String callId, Instant time, String operation, String component, String key, List<String> clusters) {}
