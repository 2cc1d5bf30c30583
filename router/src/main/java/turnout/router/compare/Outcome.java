package turnout.router.compare;

/** What comparing two replies came to. */
public enum Outcome {
    /** The same, as far as the contract asks; encodings and human texts may differ. */
    MATCH,
    /** Integers differ, each by no more than its field's {@code tolerance}. */
    TOLERATED,
    /** They differ, but only in fields on which PYTHON disagrees with itself. */
    NOISE,
    /** Both answered, and differ. */
    MISMATCH,
    /** One failed where the other did not, or both failed for different reasons. */
    ERROR_DIVERGENCE,
    /** Nothing can be said; {@link Comparison#reason()} says why. */
    NOT_COMPARED
}
