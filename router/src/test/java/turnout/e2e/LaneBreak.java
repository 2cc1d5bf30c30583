package turnout.e2e;

/** What can be wrong with a service's lane, and how the gateway's metric names it. */
enum LaneBreak {
    NOT(""),
    /** Announced, but nothing listens there. */
    NOBODY_THERE("connect"),
    ANNOUNCEMENT_CUT("announcement"),
    TOKEN_REFUSED("token"),
    /** Accepts, and never says hello. */
    NO_HELLO("silent"),
    HELLO_GARBAGE("protocol"),
    /** Answers HELLO with a version that the gateway did not offer; it is not asked again while the process lives. */
    VERSION_9("version"),
    /** From here on they are met by calls in flight. */
    REPLY_TO_NO_CALL("protocol"),
    REPLY_TWICE("protocol"),
    REPLY_GARBAGE("protocol"),
    REPLY_TOO_LARGE("protocol"),
    /** Closes within a REPLY. */
    REPLY_CUT("lost"),
    /** Closes within a CALL. */
    CALL_CUT("lost"),
    /** Reads, and says nothing. */
    SILENT("silent"),
    /** Does not even read. */
    FROZEN("silent");

    /** As {@code turnout_lane_faults_total} has it. */
    final String fault;

    LaneBreak(String fault) {
        this.fault = fault;
    }

    /** Whether it is met before there is a lane at all. */
    boolean greeting() {
        return this != NOT && compareTo(REPLY_TO_NO_CALL) < 0;
    }
}
