package turnout.nativeimpl.psbt;

import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.ByteWriter;
import turnout.nativeimpl.codec.Slice;

/**
 * What a taproot input signs.
 *
 * @param message 32 bytes
 */
record TapMessage(int hashType, byte[] message) {

    /** The message of an input by leaf hash, empty for the key path; null where it cannot sign so. */
    @FunctionalInterface
    interface Source {
        Source NONE = leafHash -> null;

        @Nullable
        TapMessage of(Slice leafHash);
    }

    /** A signature with its hash type, where that is not the default. */
    Slice withHashType(Slice signature) {
        return hashType == 0
                ? signature
                : new ByteWriter(65).write(signature).write(hashType).toSlice();
    }
}
