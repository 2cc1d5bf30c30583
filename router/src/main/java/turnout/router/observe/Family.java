package turnout.router.observe;

/** Every metric family that is read from somewhere at the scrape, declared once with its meaning. */
public enum Family {
    ROUTE_SHARE(
            "turnout_route_share", "component", "Share of calls that NATIVE serves under the table in force, 0 to 1."),
    ROUTE_REV("turnout_route_rev", "", "Revision of the routing table in force on this node; restarts with it."),
    ROUTE_AGE("turnout_route_age_seconds", "", "Time since the flags in force were last read or written well."),
    EMERGENCY_STOP("turnout_emergency_stop", "", "1 while the emergency stop sends every call to PYTHON."),
    ROLLOUT_STATE(
            "turnout_rollout_state",
            "component",
            "0 where the share is what the flags say, 1 held at 0 until an administrator starts it again."),
    SIDECAR_UP("turnout_sidecar_up", "worker", "1 while a PYTHON worker answers its heartbeat."),
    LANES("turnout_lanes", "", "Open lanes: at most one for each event loop and PYTHON worker."),
    LANE_CALLS("turnout_lane_calls", "", "Calls sent to PYTHON by lane."),
    LANE_FAULTS("turnout_lane_faults", "fault", "Lanes that were lost or could not be had, by what was wrong."),
    SHADOW_DROPPED("turnout_shadow_dropped", "reason", "Shadow calls that were not run or not compared, by why."),
    COMPARISONS("turnout_comparisons", "operation,outcome", "Pairs of replies that were compared, by what came of it."),
    WRONG_ANSWERS_SERVED(
            "turnout_wrong_answers_served",
            "component",
            "Confirmed mismatches of calls that NATIVE had served: their callers must be told."),
    MISMATCHES_DROPPED(
            "turnout_mismatches_dropped",
            "",
            "Mismatches and noise that found the journal's queue full; wrong answers among them are listed yet."),
    WRONG_ANSWERS_UNLISTED(
            "turnout_wrong_answers_unlisted",
            "",
            "Wrong answers that were counted and are in no list, because neither disk nor memory had room."),
    MISMATCH_WRITE_FAILURES(
            "turnout_mismatch_write_failures",
            "",
            "Records of the mismatch journal that could not be written at once."),
    MISMATCH_JOURNAL_FAILING(
            "turnout_mismatch_journal_failing",
            "",
            "1 from a write of the mismatch journal that failed to the next that did not."),
    MISMATCH_JOURNAL_BYTES("turnout_mismatch_journal_bytes", "", "Size of the mismatch journal on disk."),
    BREAKER_STATE(
            "turnout_breaker_state", "component", "NATIVE's breaker on this node: 0 closed, 1 half open, 2 open."),
    BOTH_ENGINES_BAD(
            "turnout_both_engines_bad",
            "component",
            "1 while PYTHON fails too, so that the breaker keeps the route as it is."),
    FALLBACKS(
            "turnout_fallbacks",
            "operation,reason",
            "Calls that the other engine answered, by the failure; or did not: no-time-left, over-budget."),
    CONNECTIONS("turnout_connections", "", "Open client connections."),
    STREAMS("turnout_streams", "", "Calls in progress."),
    SIDECAR_RESTARTS("turnout_sidecar_restarts", "reason", "PYTHON workers started again, by why the last one ended."),
    LIMIT_HITS("turnout_limit_hits", "limit", "Times that a caller met a limit."),
    AUDIT_WRITE_FAILURES("turnout_audit_write_failures", "", "Audit records that could not be written at once.");

    private final String metric;
    private final String labels;
    private final String help;

    /** @param labels names separated by commas; empty for none */
    Family(String metric, String labels, String help) {
        this.metric = metric;
        this.labels = labels;
        this.help = help;
    }

    /** Counters without their {@code _total}. */
    String metric() {
        return metric;
    }

    /** None, one or more. */
    String[] labels() {
        return labels.isEmpty() ? new String[0] : labels.split(",", -1);
    }

    String help() {
        return help;
    }
}
