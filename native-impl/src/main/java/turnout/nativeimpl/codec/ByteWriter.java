package turnout.nativeimpl.codec;

import java.util.Arrays;

/** Writes Bitcoin's serialization into a growing array. Mutable; one writer belongs to one thread. */
public final class ByteWriter {

    private byte[] array;
    private int length;

    /** @param capacity bytes expected; more is fine */
    public ByteWriter(int capacity) {
        array = new byte[Math.max(capacity, 16)];
    }

    public int length() {
        return length;
    }

    public ByteWriter write(int octet) {
        reserve(1);
        array[length++] = (byte) octet;
        return this;
    }

    public ByteWriter write(byte[] bytes) {
        return write(bytes, 0, bytes.length);
    }

    public ByteWriter write(Slice bytes) {
        return write(bytes.array(), bytes.offset(), bytes.length());
    }

    /** Four bytes, little-endian. */
    public ByteWriter writeInt(int value) {
        reserve(4);
        for (int i = 0; i < 4; i++) {
            array[length++] = (byte) (value >> (8 * i));
        }
        return this;
    }

    /** Eight bytes, little-endian. */
    public ByteWriter writeLong(long value) {
        return writeInt((int) value).writeInt((int) (value >> 32));
    }

    /** A CompactSize in its shortest form; a negative size is a bug of the caller. */
    public ByteWriter writeCompactSize(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("a size of " + size);
        }
        if (size < 253) {
            return write(size);
        }
        return size <= 0xffff
                ? write(253).write(size).write(size >> 8)
                : write(254).writeInt(size);
    }

    /** A byte string with its CompactSize before it. */
    public ByteWriter writeSized(Slice bytes) {
        return writeCompactSize(bytes.length()).write(bytes);
    }

    /** An output of a transaction. */
    public ByteWriter writeOutput(RawOutput output) {
        return writeLong(output.value()).writeSized(output.scriptPubKey());
    }

    /** The txid and the index that an input spends, 36 bytes. */
    public ByteWriter writeOutpoint(RawInput input) {
        return write(input.previousTxid()).writeInt(input.vout());
    }

    public byte[] toByteArray() {
        return Arrays.copyOf(array, length);
    }

    /** What was written, without a copy: the writer must not be used afterwards. */
    public Slice toSlice() {
        return Slice.of(array, 0, length);
    }

    private ByteWriter write(byte[] bytes, int offset, int count) {
        reserve(count);
        System.arraycopy(bytes, offset, array, length, count);
        length += count;
        return this;
    }

    private void reserve(int count) {
        int needed = Math.addExact(length, count);
        if (needed > array.length) {
            array = Arrays.copyOf(array, Math.max(needed, (int) Math.min(2L * array.length, Integer.MAX_VALUE - 8)));
        }
    }
}
