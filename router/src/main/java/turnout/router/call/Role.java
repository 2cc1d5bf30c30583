package turnout.router.call;

/** What an engine's reply was used for: to answer the caller, or only to be compared. */
public enum Role {
    SERVED,
    SHADOW
}
