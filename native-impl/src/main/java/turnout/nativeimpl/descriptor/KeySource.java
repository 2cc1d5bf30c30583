package turnout.nativeimpl.descriptor;

/** The public keys of one key expression and one alternative. */
@FunctionalInterface
interface KeySource {

    /**
     * The key at an index, 33 or 65 bytes, which the caller does not change; without a wildcard all indexes have the same.
     */
    byte[] at(int index) throws DescriptorProblem;
}
