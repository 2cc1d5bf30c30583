package turnout.nativeimpl.curve;

/** The 32 bytes that the library reads as a number, a digest or randomness: what is shorter must never reach it. */
final class Scalar {

    private Scalar() {}

    /** The same bytes; {@link IllegalArgumentException} for another length, which is the caller's defect. */
    static byte[] checked(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException(bytes.length + " bytes, expected 32");
        }
        return bytes;
    }
}
