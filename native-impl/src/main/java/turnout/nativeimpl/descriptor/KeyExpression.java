package turnout.nativeimpl.descriptor;

/** A key of a descriptor. Immutable; says itself only by {@link #print}, which writes no private key. */
sealed interface KeyExpression permits FixedKey, DerivedKey, MusigKey {

    boolean hasWildcard();

    boolean hasPrivateKey();

    /** 1, or how many alternatives its multipath specifier has. */
    int alternatives();

    /** Keys that have to be derived for each index: participants count for themselves. */
    int keys();

    /** Derivations that have to be made once for each alternative. */
    int fixedSteps();

    /** Writes the canonical text of an alternative; one without a multipath specifier is the same in all. */
    void print(StringBuilder out, int alternative);

    /** Derives what all indexes of an alternative share. */
    KeySource source(int alternative) throws DescriptorProblem;
}
