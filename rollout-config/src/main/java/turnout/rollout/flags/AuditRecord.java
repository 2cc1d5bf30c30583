package turnout.rollout.flags;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One line of the audit log.
 *
 * @param seq 1 for the first line
 * @param action what was done, such as {@code flag.change}
 * @param subject the component, or empty for what concerns all of them
 * @param before the values that were in force, by name
 * @param after the values that came into force, by name
 * @param rev the rev after the change
 * @param mac HMAC-SHA256 in hex over this line and, through it, over all lines before
 */
public record AuditRecord(
        long seq,
        Instant time,
        String actor,
        String action,
        Optional<String> subject,
        String reason,
        Map<String, Object> before,
        Map<String, Object> after,
        long rev,
        boolean override,
        String mac) {

    public AuditRecord {
        before = Map.copyOf(before);
        after = Map.copyOf(after);
    }
}
