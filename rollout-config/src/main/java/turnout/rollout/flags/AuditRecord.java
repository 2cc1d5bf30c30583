package turnout.rollout.flags;

/**
 * One line of the audit log.
 *
 * @param seq 1 for the first line
 * @param mac HMAC-SHA256 in hex over this line and, through it, over all lines before
 */
public record AuditRecord(long seq, AuditEvent event, String mac) {}
