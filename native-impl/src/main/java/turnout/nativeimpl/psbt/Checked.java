package turnout.nativeimpl.psbt;

import turnout.nativeimpl.codec.Malformed;

/** Reads again what was checked when the PSBT was read, so that it cannot be malformed now. */
public final class Checked {

    /** One reading. */
    @FunctionalInterface
    public interface Reading<T> {
        T read() throws Malformed;
    }

    private Checked() {}

    public static <T> T value(Reading<T> reading) {
        try {
            return reading.read();
        } catch (Malformed e) {
            throw new IllegalStateException("a record that was checked before", e);
        }
    }
}
