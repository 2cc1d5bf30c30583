package turnout.router.engine;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import turnout.router.call.Body;

/** A message in one of Netty's buffers: what is too large to copy. */
public final class BufferBody implements Body {

    /** Smaller messages are copied to the heap: a slice would pin its whole receive buffer. */
    public static final int COPY_BELOW_BYTES = 4_096;

    private final ByteBuf buffer;

    private BufferBody(ByteBuf buffer) {
        this.buffer = buffer;
    }

    /** Takes over the buffer's readable bytes. */
    public static Body owning(ByteBuf buffer) {
        return new BufferBody(buffer);
    }

    /** A body of its own over bytes of a buffer that stays the caller's. */
    public static Body of(ByteBuf source, int index, int length) {
        if (length < COPY_BELOW_BYTES) {
            byte[] copy = new byte[length];
            source.getBytes(index, copy);
            return Body.of(copy);
        }
        return new BufferBody(source.retainedSlice(index, length));
    }

    /** The body's bytes as a buffer that the caller does not own; valid until the body's release. */
    public static ByteBuf buffer(Body body) {
        return body instanceof BufferBody own ? own.buffer : Unpooled.wrappedBuffer(body.view());
    }

    @Override
    public int length() {
        return buffer.readableBytes();
    }

    @Override
    public byte byteAt(int index) {
        return buffer.getByte(buffer.readerIndex() + index);
    }

    @Override
    public int intAt(int index) {
        return buffer.getIntLE(buffer.readerIndex() + index);
    }

    @Override
    public long longAt(int index) {
        return buffer.getLongLE(buffer.readerIndex() + index);
    }

    @Override
    public ByteBuffer view() {
        return buffer.nioBuffer().asReadOnlyBuffer();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        buffer.getBytes(buffer.readerIndex(), out, buffer.readableBytes());
    }

    @Override
    public Body retain() {
        buffer.retain();
        return this;
    }

    @Override
    public void release() {
        buffer.release();
    }
}
