package turnout.router.engine;

/** When unary calls to PYTHON go by lane. */
public enum LaneUse {
    /** Where a worker announces one; by gRPC otherwise. */
    WHERE_ANNOUNCED,
    /** Operations of the contract go by lane or not at all; what is no operation as with {@link #WHERE_ANNOUNCED}. */
    ONLY,
    NEVER
}
