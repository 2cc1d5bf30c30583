package turnout.router.call;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/**
 * The bytes of one message, uncompressed and without gRPC's five-byte prefix. Read-only. Whoever holds a body releases
 * it once when its own work has ended; another holder takes a {@link #retain} of its own before that. Reading after the
 * release is a bug of ours and fails loudly.
 */
public interface Body {

    /** Bytes. */
    int length();

    /** @throws IndexOutOfBoundsException outside {@code [0, length)} */
    byte byteAt(int index);

    /** Four bytes at {@code index}, little-endian. */
    int intAt(int index);

    /** Eight bytes at {@code index}, little-endian. */
    long longAt(int index);

    /** A view of the bytes that is valid until the release. */
    ByteBuffer view();

    void writeTo(OutputStream out) throws IOException;

    /** This body with one more holder. */
    Body retain();

    void release();

    /** A body over an array of its own; nothing to release. */
    static Body of(byte[] bytes) {
        return new ArrayBody(bytes);
    }
}
