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

    /** A private copy of a request's bytes. */
    public static Slice copy(ByteString bytes) {
        return Slice.of(bytes.toByteArray());
    }
}
