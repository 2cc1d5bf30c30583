package turnout.router.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.buffer.ByteBuf;

/**
 * A cursor over one context-free header block: the fields are validated, read and copied in place, never turned into
 * objects. Owned by one event loop and reused for every block on it; what it points at is valid until the next block.
 *
 * <p>Because we announce SETTINGS_HEADER_TABLE_SIZE 0, a block refers to the static table only (RFC 7541 §4.2, §6.3), so
 * a field means the same on every connection and can be copied as bytes. On the way incremental indexing is turned into
 * "without indexing" (§6.2.1 → §6.2.2), size updates are dropped, "never indexed" is kept (§6.2.3).
 */
public final class HeaderBlock {

    /** Larger blocks end the connection before they get here; text of one block is at most 8/5 of it, plus a name. */
    static final int MAX_BYTES = 64 * 1024;

    private static final int MALFORMED_NAME = 1;
    private static final int MALFORMED_VALUE = 2;

    /** By byte: what it makes of a name or value it stands in. Names are lower-case tokens (RFC 9113 §8.2.1). */
    private static final byte[] CHARS = chars();

    private final byte[] block = new byte[MAX_BYTES];
    private final byte[] text = new byte[2 * MAX_BYTES];
    private int end;
    private int at;
    private int textEnd;
    private long listBytes;

    private int fieldFrom;
    private int staticIndex;
    private boolean incremental;
    private int afterNameIndex;
    private byte[] name = text;
    private int nameFrom;
    private int nameLength;
    private byte[] value = text;
    private int valueFrom;
    private int valueLength;
    private boolean malformed;
    private boolean blankEdge;

    /** Begins with the block in {@code source[from, from + length)}. */
    void begin(ByteBuf source, int from, int length) {
        source.getBytes(from, block, 0, length);
        begin(length);
    }

    /** Begins with a block kept on the heap, such as a call's metadata. */
    public void begin(byte[] source) {
        System.arraycopy(source, 0, block, 0, source.length);
        begin(source.length);
    }

    private void begin(int length) {
        end = length;
        at = 0;
        textEnd = 0;
        listBytes = 0;
        malformed = false;
        blankEdge = false;
    }

    /** Starts the same block over. */
    public void rewind() {
        begin(end);
    }

    /**
     * Moves to the next field.
     *
     * @return false at the end of the block
     * @throws ConnectionError COMPRESSION_ERROR when the block cannot be read; then the connection is lost (RFC 9113 §4.3)
     */
    boolean read() throws ConnectionError {
        while (at < end && (block[at] & 0xe0) == 0x20) {
            sizeUpdate();
        }
        if (at >= end) {
            return false;
        }
        fieldFrom = at;
        int first = block[at];
        if ((first & 0x80) != 0) {
            indexed();
        } else {
            incremental = (first & 0x40) != 0;
            literal(incremental ? 0x3f : 0x0f);
        }
        listBytes += nameLength + valueLength + 32L;
        return true;
    }

    /** {@link #read()} for a block that has been read whole before. */
    public boolean next() {
        try {
            return read();
        } catch (ConnectionError e) {
            throw new IllegalStateException("a block that was validated cannot be read again", e);
        }
    }

    /** Whether a name or value so far breaks RFC 9113 §8.2.1. */
    boolean malformed() {
        return malformed;
    }

    /** Whether a value so far begins or ends with a blank (RFC 9113 §8.2.1). */
    boolean blankEdge() {
        return blankEdge;
    }

    /** Size of the fields so far as SETTINGS_MAX_HEADER_LIST_SIZE counts them (RFC 9113 §6.5.2). */
    long listBytes() {
        return listBytes;
    }

    public boolean nameIs(byte[] ascii) {
        if (ascii.length != nameLength) {
            return false;
        }
        for (int i = 0; i < ascii.length; i++) {
            if (name[nameFrom + i] != ascii[i]) {
                return false;
            }
        }
        return true;
    }

    public boolean nameStartsWith(byte[] ascii) {
        if (ascii.length > nameLength) {
            return false;
        }
        for (int i = 0; i < ascii.length; i++) {
            if (name[nameFrom + i] != ascii[i]) {
                return false;
            }
        }
        return true;
    }

    boolean pseudo() {
        return name[nameFrom] == ':';
    }

    public int nameLength() {
        return nameLength;
    }

    public byte nameByte(int index) {
        return name[nameFrom + index];
    }

    public String nameText() {
        return new String(name, nameFrom, nameLength, ISO_8859_1);
    }

    public boolean valueIs(byte[] ascii) {
        if (ascii.length != valueLength) {
            return false;
        }
        for (int i = 0; i < ascii.length; i++) {
            if (value[valueFrom + i] != ascii[i]) {
                return false;
            }
        }
        return true;
    }

    public int valueLength() {
        return valueLength;
    }

    public byte valueByte(int index) {
        return value[valueFrom + index];
    }

    public byte[] valueBytes() {
        byte[] copy = new byte[valueLength];
        System.arraycopy(value, valueFrom, copy, 0, valueLength);
        return copy;
    }

    /** The value, each byte a character. */
    public String valueText() {
        return new String(value, valueFrom, valueLength, ISO_8859_1);
    }

    /** The array that holds the value, for look-ups that must not allocate; with {@link #valueFrom()}. */
    public byte[] valueArray() {
        return value;
    }

    public int valueFrom() {
        return valueFrom;
    }

    /** Appends the field as it came, made independent of any table. */
    public void copyTo(ByteBuf out) {
        if (incremental) {
            Hpack.writeInteger(out, 0, 4, staticIndex);
            out.writeBytes(block, afterNameIndex, at - afterNameIndex);
        } else {
            out.writeBytes(block, fieldFrom, at - fieldFrom);
        }
    }

    private void sizeUpdate() throws ConnectionError {
        if (listBytes != 0) {
            throw new ConnectionError(ErrorCode.COMPRESSION_ERROR, "a table size update after a field (RFC 7541 §4.2)");
        }
        if (integer(0x1f) > 0) {
            throw new ConnectionError(
                    ErrorCode.COMPRESSION_ERROR, "a table size above the announced 0 (RFC 7541 §6.3)");
        }
    }

    private void indexed() throws ConnectionError {
        incremental = false;
        int index = staticEntry(integer(0x7f));
        name = StaticTable.name(index);
        nameFrom = 0;
        nameLength = name.length;
        value = StaticTable.value(index);
        valueFrom = 0;
        valueLength = value.length;
    }

    private void literal(int indexMask) throws ConnectionError {
        staticIndex = integer(indexMask);
        afterNameIndex = at;
        if (staticIndex == 0) {
            nameFrom = textEnd;
            name = text;
            string();
            nameLength = textEnd - nameFrom;
            malformed |= badName();
        } else {
            name = StaticTable.name(staticEntry(staticIndex));
            nameFrom = 0;
            nameLength = name.length;
        }
        valueFrom = textEnd;
        value = text;
        string();
        valueLength = textEnd - valueFrom;
        malformed |= badValue();
    }

    private int staticEntry(int index) throws ConnectionError {
        if (index == 0 || index > StaticTable.SIZE) {
            throw new ConnectionError(ErrorCode.COMPRESSION_ERROR, "field index " + index + " names no entry");
        }
        return index;
    }

    /** RFC 7541 §5.1, of at most four bytes: nothing that is legal here needs more. */
    private int integer(int mask) throws ConnectionError {
        int result = block[at++] & mask;
        if (result < mask) {
            return result;
        }
        for (int shift = 0; shift < 21; shift += 7) {
            if (at >= end) {
                throw new ConnectionError(ErrorCode.COMPRESSION_ERROR, "the header block ends within an integer");
            }
            int next = block[at++];
            result += (next & 0x7f) << shift;
            if (next >= 0) {
                return result;
            }
        }
        throw new ConnectionError(ErrorCode.COMPRESSION_ERROR, "an integer of a header block is too long");
    }

    /** RFC 7541 §5.2: appends the decoded string to {@link #text}. */
    private void string() throws ConnectionError {
        if (at >= end) {
            throw new ConnectionError(ErrorCode.COMPRESSION_ERROR, "the header block ends within a field");
        }
        boolean huffman = block[at] < 0;
        int length = integer(0x7f);
        if (length > end - at) {
            throw new ConnectionError(ErrorCode.COMPRESSION_ERROR, "a string is longer than its header block");
        }
        if (huffman) {
            int decoded = Huffman.decode(block, at, at + length, text, textEnd);
            if (decoded < 0) {
                throw new ConnectionError(ErrorCode.COMPRESSION_ERROR, "not a Huffman text (RFC 7541 §5.2)");
            }
            textEnd = decoded;
        } else {
            System.arraycopy(block, at, text, textEnd, length);
            textEnd += length;
        }
        at += length;
    }

    private boolean badName() {
        if (nameLength == 0) {
            return true;
        }
        int bad = 0;
        for (int i = text[nameFrom] == ':' ? 1 : 0; i < nameLength; i++) {
            bad |= CHARS[text[nameFrom + i] & 0xff] & MALFORMED_NAME;
        }
        return bad != 0;
    }

    private boolean badValue() {
        if (valueLength == 0) {
            return false;
        }
        int bad = 0;
        for (int i = 0; i < valueLength; i++) {
            bad |= CHARS[text[valueFrom + i] & 0xff] & MALFORMED_VALUE;
        }
        blankEdge |= blank(text[valueFrom]) || blank(text[valueFrom + valueLength - 1]);
        return bad != 0;
    }

    private static boolean blank(byte character) {
        return character == ' ' || character == '\t';
    }

    private static byte[] chars() {
        byte[] chars = new byte[256];
        for (int c = 0; c < 256; c++) {
            boolean inName = c > 0x20 && c < 0x7f && c != ':' && !(c >= 'A' && c <= 'Z');
            boolean inValue = c != 0 && c != '\r' && c != '\n';
            chars[c] = (byte) ((inName ? 0 : MALFORMED_NAME) | (inValue ? 0 : MALFORMED_VALUE));
        }
        return chars;
    }
}
