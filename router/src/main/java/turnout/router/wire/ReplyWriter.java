package turnout.router.wire;

import io.netty.buffer.ByteBuf;
import turnout.router.call.Body;
import turnout.router.engine.BufferBody;
import turnout.router.http2.Stream;

/** Writes one length-prefixed message (gRPC over HTTP/2). */
final class ReplyWriter {

    private ReplyWriter() {}

    /** Sends the message without ending the stream; the body stays the caller's. */
    static void message(Stream stream, ByteBuf scratch, Body body, boolean compressed) {
        ByteBuf bytes = BufferBody.buffer(body);
        message(stream, scratch, bytes, bytes.readerIndex(), body.length(), compressed);
    }

    /** The same of {@code source[from, from + length)}. */
    static void message(Stream stream, ByteBuf scratch, ByteBuf source, int from, int length, boolean compressed) {
        scratch.writeByte(compressed ? 1 : 0).writeInt(length);
        if (length < BufferBody.COPY_BELOW_BYTES) {
            scratch.writeBytes(source, from, length);
            stream.sendData(scratch, 0, scratch.readableBytes(), false);
        } else {
            stream.sendData(scratch, 0, scratch.readableBytes(), false);
            stream.sendData(source, from, length, false);
        }
    }
}
