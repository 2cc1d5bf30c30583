package turnout.router.engine.lane;

/** Why a side of a lane goes away; the number on the wire is the ordinal (docs/lane.md, "GOAWAY"). */
public enum LaneCode {
    STOPPING,
    PROTOCOL,
    VERSION,
    TOKEN,
    FRAME_TOO_LARGE,
    TOO_MANY_CALLS,
    TIMEOUT,

    /** No GOAWAY at all: the connection ended. */
    LOST,

    /** A code of a version to come. */
    UNKNOWN;

    static LaneCode of(int number) {
        return number < LOST.ordinal() ? values()[number] : UNKNOWN;
    }
}
