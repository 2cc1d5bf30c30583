package turnout.router.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;
import java.util.Map;

/** Writes context-free fields, and reads those blocks that are not (RFC 7541 §6). */
public final class Hpack {

    private Hpack() {}

    /** Appends a literal without indexing and without Huffman coding (§6.2.2). */
    public static void write(ByteBuf out, byte[] name, byte[] value) {
        out.writeByte(0);
        writeInteger(out, 0, 7, name.length);
        out.writeBytes(name);
        writeInteger(out, 0, 7, value.length);
        out.writeBytes(value);
    }

    /** Appends an integer with a prefix of {@code bits} bits below {@code flags} (§5.1). */
    static void writeInteger(ByteBuf out, int flags, int bits, int value) {
        int max = (1 << bits) - 1;
        if (value < max) {
            out.writeByte(flags | value);
            return;
        }
        out.writeByte(flags | max);
        int rest = value - max;
        while (rest > 0x7f) {
            out.writeByte(rest & 0x7f | 0x80);
            rest >>>= 7;
        }
        out.writeByte(rest);
    }

    /**
     * Reads blocks of a peer that has not acknowledged our SETTINGS yet and may use a dynamic table of 4,096 bytes, and
     * writes them again without one. A connection drops it with the acknowledgement.
     */
    static final class BeforeAck {

        private final DefaultHttp2HeadersDecoder decoder =
                new DefaultHttp2HeadersDecoder(false, HeaderBlock.MAX_BYTES);

        ByteBuf contextFree(int streamId, ByteBuf block) throws ConnectionError {
            Http2Headers headers;
            try {
                headers = decoder.decodeHeaders(streamId, block);
            } catch (Http2Exception e) {
                throw new ConnectionError(ErrorCode.COMPRESSION_ERROR, "header block: " + e.getMessage());
            }
            ByteBuf out = Unpooled.buffer(256);
            for (Map.Entry<CharSequence, CharSequence> field : headers) {
                write(out, AsciiString.of(field.getKey()).toByteArray(), AsciiString.of(field.getValue()).toByteArray());
            }
            return out;
        }
    }
}
