package turnout.router.engine.lane;

/** One call on a lane, from {@link LaneConnection#send} to the one of these methods that is called, once. */
public abstract class LaneCall {

    int id = -1;
    boolean cancelled;

    /** The service has answered; {@code reply} is valid during the call. A reply may come after {@link #cancel} too. */
    protected abstract void replied(LaneReply reply);

    /** The connection ended; nobody knows whether the call ran. */
    protected abstract void lost(LaneCode code, String reason);
}
