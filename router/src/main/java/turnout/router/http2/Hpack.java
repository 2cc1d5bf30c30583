package turnout.router.http2;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersDecoder;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.util.AsciiString;

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
     * Reads blocks of a peer that may still use a dynamic table of 4,096 bytes, because it has not yet taken our SETTINGS
     * in, and writes them again without one.
     */
    static final class BeforeAck {

        private ByteBuf out = Unpooled.EMPTY_BUFFER;

        private final DefaultHttp2HeadersDecoder decoder =
                new DefaultHttp2HeadersDecoder(false, HeaderBlock.MAX_BYTES) {
                    @Override
                    protected Http2Headers newHeaders() {
                        return new InOrder();
                    }
                };

        ByteBuf contextFree(int streamId, ByteBuf block) throws ConnectionError {
            out = Unpooled.buffer(256);
            try {
                decoder.decodeHeaders(streamId, block);
            } catch (Http2Exception e) {
                throw new ConnectionError(ErrorCode.COMPRESSION_ERROR, "header block: " + e.getMessage());
            }
            return out;
        }

        /** Writes each field as it is decoded: Netty's own headers put pseudo-header fields first, wherever they stood. */
        private final class InOrder extends DefaultHttp2Headers {

            InOrder() {
                super(false);
            }

            @Override
            public Http2Headers add(CharSequence name, CharSequence value) {
                write(
                        out,
                        AsciiString.of(name).toByteArray(),
                        AsciiString.of(value).toByteArray());
                return this;
            }
        }
    }
}
