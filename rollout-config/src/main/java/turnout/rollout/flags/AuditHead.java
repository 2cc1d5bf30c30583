package turnout.rollout.flags;

/** The last line of an audit log. Kept in the flag file and in the program's log, it shows when lines were cut off. */
record AuditHead(long seq, String mac) {

    static final AuditHead NONE = new AuditHead(0, AuditLine.NO_PREVIOUS);
}
