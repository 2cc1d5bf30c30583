package turnout.nativeimpl.message;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import turnout.nativeimpl.codec.Slice;

/** Slices as protobuf bytes. */
public final class Slices {

    private Slices() {}

    /** Shares the slice's array: a reply costs no second copy of what it shows of the request. */
    public static ByteString bytes(Slice slice) {
        return slice.isEmpty()
                ? ByteString.EMPTY
                : UnsafeByteOperations.unsafeWrap(slice.array(), slice.offset(), slice.length());
    }

    /** Shares an array that nobody else has. Texts that are ASCII already reach the wire so without a detour. */
    public static ByteString own(byte[] bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes);
    }

    /** A private copy of a request's bytes. */
    public static Slice copy(ByteString bytes) {
        return Slice.of(bytes.toByteArray());
    }
}
