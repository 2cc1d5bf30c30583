package turnout.nativeimpl.codec;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing ASCII text that is used again and again, so that one script's text costs one string. */
final class AsciiWriter {

    private static final byte[] DIGITS = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer = new byte[256];
    private int length;

    void clear() {
        length = 0;
    }

    int length() {
        return length;
    }

    byte at(int index) {
        return buffer[index];
    }

    void append(char ascii) {
        reserve(1);
        buffer[length++] = (byte) ascii;
    }

    @SuppressWarnings("deprecation") // String.getBytes(int, int, byte[], int) is the one copy of ASCII without garbage.
    void append(String ascii) {
        reserve(ascii.length());
        ascii.getBytes(0, ascii.length(), buffer, length);
        length += ascii.length();
    }

    void appendHex(Slice bytes) {
        int count = bytes.length();
        reserve(2 * count);
        for (int i = 0; i < count; i++) {
            int value = bytes.at(i);
            buffer[length++] = DIGITS[value >> 4];
            buffer[length++] = DIGITS[value & 15];
        }
    }

    byte[] bytes() {
        return Arrays.copyOf(buffer, length);
    }

    String text() {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    private void reserve(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, length + more));
        }
    }
}
