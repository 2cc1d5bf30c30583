package turnout.rollout.flags;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What somebody did, as the audit log keeps it.
 *
 * @param action what was done: {@code flag.change}, {@code native.allow}, {@code native.forbid}, {@code state.read}, …
 * @param subject the component, or empty for what concerns all of them
 * @param before the values that were in force, by name; text, numbers, booleans and lists of text
 * @param after the values that came into force, by name
 * @param rev the rev after the change
 */
public record AuditEvent(
        Instant time,
        String actor,
        String action,
        Optional<String> subject,
        String reason,
        Map<String, Object> before,
        Map<String, Object> after,
        long rev,
        boolean override) {

    public AuditEvent {
        before = Collections.unmodifiableMap(new LinkedHashMap<>(before));
        after = Collections.unmodifiableMap(new LinkedHashMap<>(after));
    }

    /**
     * The reason as it is kept, without the space around it.
     *
     * @throws FlagRefused of kind INVALID when it is empty, longer than 300 characters, or not one printable line
     */
    public static String reason(String reason) throws FlagRefused {
        return FlagRules.reason(reason);
    }
}
