package turnout.devnode.chain;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import turnout.nativeimpl.codec.Slice;

/** Writes Bitcoin's serialization. Not thread-safe. */
final class WireWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    WireWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    WireWriter bytes(Slice bytes) {
        out.write(bytes.array(), bytes.offset(), bytes.length());
        return this;
    }

    WireWriter u8(int value) {
        out.write(value);
        return this;
    }

    WireWriter u32(long value) {
        return littleEndian(value, 4);
    }

    WireWriter i64(long value) {
        return littleEndian(value, 8);
    }

    WireWriter compactSize(int size) {
        if (size < 253) {
            return u8(size);
        }
        return size <= 0xffff ? u8(253).littleEndian(size, 2) : u8(254).u32(size);
    }

    WireWriter sized(byte[] bytes) {
        return compactSize(bytes.length).bytes(bytes);
    }

    /** A hash from the reversed hex in which people write it. */
    WireWriter hash(String text) {
        byte[] reversed = HexFormat.of().parseHex(text);
        for (int i = reversed.length - 1; i >= 0; i--) {
            out.write(reversed[i]);
        }
        return this;
    }

    private WireWriter littleEndian(long value, int length) {
        for (int i = 0; i < length; i++) {
            out.write((int) (value >>> (8 * i)));
        }
        return this;
    }

    byte[] toBytes() {
        return out.toByteArray();
    }
}
