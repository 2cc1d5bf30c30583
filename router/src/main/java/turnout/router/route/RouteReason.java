package turnout.router.route;

/** Why a call went where it went, from what nothing stands above down to the operator's percentage. */
public enum RouteReason {
    /** The emergency stop is on. */
    STOP("stop"),
    /** No flags were ever read. */
    NO_FLAGS("no-flags"),
    /** The master flag does not allow NATIVE. */
    MASTER_OFF("master-off"),
    /** NATIVE does not implement the operation. */
    NO_NATIVE("no-native"),
    /** The operator holds this operation on PYTHON. */
    EXCEPT("except"),
    /** A tester's header asked for the engine. */
    TESTER("tester"),
    /** The component was rolled back and nobody has started it again. */
    HELD("held"),
    /** This node's breaker allows less than the operator's percentage. */
    BREAKER("breaker"),
    /** A write without a key, which nothing could keep on one engine. */
    NO_KEY_WRITE("no-key-write"),
    /** The operator's percentage. */
    PERCENT("percent"),
    /** The engine that the percentage chose could not answer; the other one did. */
    FALLBACK("fallback");

    private final String text;

    RouteReason(String text) {
        this.text = text;
    }

    /** As {@code x-turnout-reason} says it. */
    public String text() {
        return text;
    }
}
