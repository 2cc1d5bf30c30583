package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;

/** Bitcoin's serialization: little-endian numbers, counts as CompactSize. Used by one thread. */
final class WireWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** @param bytes how many of the number's lowest */
    WireWriter number(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> 8 * i));
        }
        return this;
    }

    WireWriter count(long value) {
        if (value < 0xfd) {
            return number(value, 1);
        } else if (value <= 0xffff) {
            return number(0xfd, 1).number(value, 2);
        }
        return number(0xfe, 1).number(value, 4);
    }

    WireWriter bytes(ByteString bytes) {
        out.writeBytes(bytes.toByteArray());
        return this;
    }

    /** Length first. */
    WireWriter sized(ByteString bytes) {
        return count(bytes.size()).bytes(bytes);
    }

    ByteString written() {
        return ByteString.copyFrom(out.toByteArray());
    }
}
