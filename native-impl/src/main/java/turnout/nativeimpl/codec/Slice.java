package turnout.nativeimpl.codec;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;

/**
 * A range of a byte array that nobody changes. It shares the array, so that reading a transaction copies nothing; it
 * also keeps the whole array alive.
 */
public final class Slice {

    private static final HexFormat HEX = HexFormat.of();

    private final byte[] array;
    private final int offset;
    private final int length;

    private Slice(byte[] array, int offset, int length) {
        this.array = array;
        this.offset = offset;
        this.length = length;
    }

    /** The whole array, which must not change afterwards. */
    public static Slice of(byte[] array) {
        return new Slice(array, 0, array.length);
    }

    /** A range of an array that must not change afterwards. */
    public static Slice of(byte[] array, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, array.length);
        return new Slice(array, offset, length);
    }

    /** Reads hexadecimal digits of either case; {@link IllegalArgumentException} for other text. */
    public static Slice ofHex(CharSequence hex) {
        return of(HEX.parseHex(hex));
    }

    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The unsigned byte at an index of this slice. */
    public int at(int index) {
        return array[offset + index] & 0xff;
    }

    public Slice slice(int from, int count) {
        Objects.checkFromIndexSize(from, count, length);
        return new Slice(array, offset + from, count);
    }

    /** The shared array: to be read between {@link #offset()} and {@code offset() + length()} only. */
    public byte[] array() {
        return array;
    }

    public int offset() {
        return offset;
    }

    public byte[] toByteArray() {
        return Arrays.copyOfRange(array, offset, offset + length);
    }

    public String toHex() {
        return HEX.formatHex(array, offset, offset + length);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Slice slice
                && Arrays.equals(
                        array, offset, offset + length, slice.array, slice.offset, slice.offset + slice.length);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < length; i++) {
            hash = 31 * hash + array[offset + i];
        }
        return hash;
    }

    /** Says the length only: the bytes may be a secret. */
    @Override
    public String toString() {
        return "Slice[" + length + " bytes]";
    }
}
