package turnout.nativeimpl.psbt;

/** The three kinds of maps that a PSBT has. */
public enum MapKind {
    GLOBAL,
    INPUT,
    OUTPUT
}
