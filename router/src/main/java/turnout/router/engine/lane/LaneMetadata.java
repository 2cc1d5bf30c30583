package turnout.router.engine.lane;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.buffer.ByteBuf;
import java.util.Base64;
import java.util.List;
import turnout.router.http2.Hpack;

/** The lane's metadata entries: checked, and written as fields of a header block (docs/lane.md, "Metadata"). */
final class LaneMetadata {

    /** Bytes of an entry before its name. */
    static final int ENTRY_BYTES = 6;

    private static final byte[] BIN = "-bin".getBytes(US_ASCII);
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    /** Of gRPC or HTTP/2 and not of applications: a service that sends them does not get them past the gateway. */
    private static final List<byte[]> RESERVED = List.of(
            "grpc-status".getBytes(US_ASCII),
            "grpc-message".getBytes(US_ASCII),
            "grpc-encoding".getBytes(US_ASCII),
            "content-type".getBytes(US_ASCII),
            "content-length".getBytes(US_ASCII),
            "te".getBytes(US_ASCII),
            "connection".getBytes(US_ASCII),
            "keep-alive".getBytes(US_ASCII),
            "proxy-connection".getBytes(US_ASCII),
            "transfer-encoding".getBytes(US_ASCII),
            "upgrade".getBytes(US_ASCII));

    private LaneMetadata() {}

    /** Checks the entries in {@code source[from, end)}. */
    static void check(ByteBuf source, int from, int end) throws LaneFault {
        int at = from;
        while (at < end) {
            if (end - at < ENTRY_BYTES) {
                throw bad("metadata ends within an entry");
            }
            int name = source.getUnsignedShortLE(at);
            long value = source.getUnsignedIntLE(at + 2);
            at += ENTRY_BYTES;
            if (name == 0 || name + value > end - at) {
                throw bad("a metadata entry of " + name + " and " + value + " bytes in " + (end - at));
            }
            for (int i = at; i < at + name; i++) {
                if (!mayName(source.getByte(i))) {
                    throw bad("a metadata name with byte " + source.getUnsignedByte(i));
                }
            }
            int valueEnd = at + name + (int) value;
            if (!binary(source, at, name)) {
                for (int i = at + name; i < valueEnd; i++) {
                    if (!printable(source.getByte(i))) {
                        throw bad("a metadata value with byte " + source.getUnsignedByte(i));
                    }
                }
            }
            at = valueEnd;
        }
    }

    /** Appends checked entries as literals of a context-free header block. */
    static void write(ByteBuf source, int from, int end, ByteBuf out) {
        int at = from;
        while (at < end) {
            byte[] name = new byte[source.getUnsignedShortLE(at)];
            byte[] value = new byte[(int) source.getUnsignedIntLE(at + 2)];
            at += ENTRY_BYTES;
            source.getBytes(at, name).getBytes(at + name.length, value);
            boolean binary = binary(source, at, name.length);
            at += name.length + value.length;
            if (!reserved(name)) {
                Hpack.write(out, name, binary ? BASE64.encode(value) : value);
            }
        }
    }

    static boolean mayName(byte character) {
        return character >= 'a' && character <= 'z'
                || character >= '0' && character <= '9'
                || character == '-'
                || character == '_'
                || character == '.';
    }

    static boolean printable(byte character) {
        return character >= 0x20 && character <= 0x7e;
    }

    private static boolean binary(ByteBuf source, int from, int length) {
        int suffix = from + length - BIN.length;
        if (length <= BIN.length) {
            return false;
        }
        for (int i = 0; i < BIN.length; i++) {
            if (source.getByte(suffix + i) != BIN[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean reserved(byte[] name) {
        for (byte[] other : RESERVED) {
            if (java.util.Arrays.equals(name, other)) {
                return true;
            }
        }
        return false;
    }

    private static LaneFault bad(String sentence) {
        return new LaneFault(LaneCode.PROTOCOL, sentence);
    }
}
