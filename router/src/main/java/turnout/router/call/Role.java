package turnout.router.call;

/** What an engine's reply was used for. */
public enum Role {
    /** To answer the caller. */
    SERVED,
    /** Only to be compared. */
    SHADOW,
    /** For nothing: it was a failure, and the other engine answered the caller. */
    REPLACED
}
