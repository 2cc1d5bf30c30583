package turnout.router.engine.lane;

/** The other side broke a rule of docs/lane.md; the connection is lost. */
final class LaneFault extends Exception {

    private static final long serialVersionUID = 1;

    final LaneCode code;

    LaneFault(LaneCode code, String sentence) {
        // Made for hostile bytes, at the rate at which they come: no stack trace.
        super(sentence, null, false, false);
        this.code = code;
    }
}
