package turnout.load.vectors;

import com.google.protobuf.ByteString;
import java.util.Arrays;

/** Reads Bitcoin's serialization from the front; IllegalArgumentException where there is less. Used by one thread. */
final class WireReader {

    private final byte[] bytes;
    private int position;

    WireReader(byte[] bytes) {
        this.bytes = bytes;
    }

    int position() {
        return position;
    }

    byte[] bytes(int length) {
        int begin = position;
        skip(length);
        return Arrays.copyOfRange(bytes, begin, position);
    }

    void skip(int length) {
        if (length < 0 || length > bytes.length - position) {
            throw new IllegalArgumentException("the bytes end too early");
        }
        position += length;
    }

    /** CompactSize. */
    int count() {
        int first = (int) number(1);
        return switch (first) {
            case 0xfd -> (int) number(2);
            case 0xfe -> Math.toIntExact(number(4));
            case 0xff -> throw new IllegalArgumentException("a count of more than 32 bits");
            default -> first;
        };
    }

    /** Little-endian. */
    long number(int length) {
        long number = 0;
        byte[] read = bytes(length);
        for (int i = 0; i < length; i++) {
            number |= (read[i] & 0xffL) << 8 * i;
        }
        return number;
    }

    /** Takes a marker of 0 and a flag of 1, where they stand here. */
    boolean takesWitnessMarker() {
        boolean there = position + 1 < bytes.length && bytes[position] == 0 && bytes[position + 1] == 1;
        position += there ? 2 : 0;
        return there;
    }

    /** From there to here. */
    ByteString from(int begin) {
        return ByteString.copyFrom(bytes, begin, position - begin);
    }

    boolean atEnd() {
        return position == bytes.length;
    }

    void requireEnd() {
        if (!atEnd()) {
            throw new IllegalArgumentException("bytes behind the end");
        }
    }
}
