package turnout.router.engine;

import java.util.Locale;
import turnout.router.engine.lane.LaneCode;

/** What can be wrong with a worker's lane; the label of {@code lane_faults_total}. Calls go on by gRPC meanwhile. */
public enum LaneFaultKind {
    /** It was announced, but nothing listens there. */
    CONNECT,
    /** The announcement could not be had or read. */
    ANNOUNCEMENT,
    /** One side does not speak the other's version. */
    VERSION,
    /** The announced token was refused: another process listens there. */
    TOKEN,
    /** A frame broke a rule, a reply to no call among them. */
    PROTOCOL,
    /** No sign of life for too long. */
    SILENT,
    /** It ended, most of all because the worker did. */
    LOST;

    static LaneFaultKind of(LaneCode code) {
        return switch (code) {
            case VERSION -> VERSION;
            case TOKEN -> TOKEN;
            case TIMEOUT -> SILENT;
            case STOPPING, LOST -> LOST;
            case PROTOCOL, FRAME_TOO_LARGE, TOO_MANY_CALLS, UNKNOWN -> PROTOCOL;
        };
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
