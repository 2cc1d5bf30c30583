package turnout.nativeimpl.codec;

/** Reads Bitcoin's serialization from a slice, front to back. Mutable; one reader belongs to one thread. */
public final class ByteReader {

    /** Core's MAX_SIZE: no count or length in a serialization may be larger. */
    private static final int MAX_SIZE = 0x02000000;

    // Shared, because a few megabytes can hold as many empty witness items as bytes.
    private static final Slice EMPTY = Slice.of(new byte[0]);

    private final byte[] array;
    private final int start;
    private final int end;
    private int at;

    public ByteReader(Slice slice) {
        this.array = slice.array();
        this.start = slice.offset();
        this.at = start;
        this.end = start + slice.length();
    }

    /** Bytes read so far. */
    public int position() {
        return at - start;
    }

    public int remaining() {
        return end - at;
    }

    public int readByte() throws Malformed {
        need(1);
        return array[at++] & 0xff;
    }

    /** Four bytes, little-endian; the caller decides on the sign. */
    public int readInt() throws Malformed {
        need(4);
        int value = (array[at] & 0xff)
                | (array[at + 1] & 0xff) << 8
                | (array[at + 2] & 0xff) << 16
                | (array[at + 3] & 0xff) << 24;
        at += 4;
        return value;
    }

    /** Eight bytes, little-endian. */
    public long readLong() throws Malformed {
        return Integer.toUnsignedLong(readInt()) | (long) readInt() << 32;
    }

    /** A CompactSize in its shortest form, at most Core's MAX_SIZE; Core refuses every other too. */
    public int readCompactSize() throws Malformed {
        int first = readByte();
        long value;
        long least;
        switch (first) {
            case 253 -> {
                value = readByte() | readByte() << 8;
                least = 253;
            }
            case 254 -> {
                value = Integer.toUnsignedLong(readInt());
                least = 0x10000;
            }
            case 255 -> {
                value = readLong();
                least = 0x1_0000_0000L;
            }
            default -> {
                return first;
            }
        }
        if (Long.compareUnsigned(value, least) < 0) {
            throw new Malformed("a count is not in its shortest form");
        }
        if (Long.compareUnsigned(value, MAX_SIZE) > 0) {
            throw new Malformed("a count is above " + MAX_SIZE);
        }
        return (int) value;
    }

    /** The next bytes, shared. */
    public Slice read(int count) throws Malformed {
        if (count == 0) {
            return EMPTY;
        }
        need(count);
        Slice slice = Slice.of(array, at, count);
        at += count;
        return slice;
    }

    /** A byte string with its CompactSize before it. */
    public Slice readSized() throws Malformed {
        return read(readCompactSize());
    }

    private void need(int count) throws Malformed {
        if (end - at < count) {
            throw new Malformed("the bytes end too early");
        }
    }
}
