package turnout.load.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The calls of a workload as ready HTTP/2 frames; only the stream's number is still to be written in.
 *
 * @param first HEADERS of a connection's first call
 * @param later HEADERS of those after it
 * @param data DATA with END_STREAM, one for each message
 */
@SuppressWarnings("ArrayRecordComponent") // Read by their one owner, never compared.
record Http2Requests(byte[] first, byte[] later, List<byte[]> data) {

    /** What gRPC puts before a message. */
    static final int PREFIX = 5;

    static final int FRAME_HEADER = 9;

    /** Before a peer's SETTINGS tell how to encode. */
    static final Http2Requests NONE = new Http2Requests(new byte[0], new byte[0], List.of());

    private static final byte HEADERS = 1;
    private static final byte DATA = 0;
    private static final byte END_STREAM = 1;
    private static final byte END_HEADERS = 4;

    /** Fields with their index of name in HPACK's static table (RFC 7541 appendix A); 0 is a name of its own. */
    private record Field(int nameIndex, String name, String value) {}

    private static List<Field> fields(String method) {
        return List.of(
                new Field(4, ":path", "/" + method),
                new Field(1, ":authority", "localhost"),
                new Field(31, "content-type", "application/grpc"),
                new Field(0, "te", "trailers"),
                new Field(58, "user-agent", "turnout-bench"),
                new Field(0, "grpc-accept-encoding", "gzip"));
    }

    /**
     * As ordinary clients encode them: into the peer's dynamic table where it keeps one, else in full each time.
     *
     * @param peerTableSize HEADER_TABLE_SIZE of the peer's SETTINGS
     */
    static Http2Requests create(Workload workload, int peerTableSize) {
        List<Field> fields = fields(workload.method());
        List<byte[]> data =
                workload.messages().stream().map(Http2Requests::data).toList();
        if (peerTableSize < 1024) {
            byte[] block = block(fields, 0x00, 4);
            // A table that the peer made smaller is acknowledged at the start of the next block (RFC 7541, 4.2).
            return new Http2Requests(headers(0x20, block), headers(-1, block), data);
        }
        byte[] indexed = new byte[2 + fields.size()];
        pseudo(indexed);
        for (int i = 0; i < fields.size(); i++) {
            // The newest entry of the dynamic table is 62.
            indexed[2 + i] = (byte) (0x80 | (62 + fields.size() - 1 - i));
        }
        return new Http2Requests(headers(-1, block(fields, 0x40, 6)), headers(-1, indexed), data);
    }

    private static byte[] data(byte[] message) {
        return ByteBuffer.allocate(FRAME_HEADER + PREFIX + message.length)
                .put(frameHeader(PREFIX + message.length, DATA, END_STREAM))
                .put((byte) 0)
                .putInt(message.length)
                .put(message)
                .array();
    }

    private static byte[] headers(int before, byte[] block) {
        int extra = before < 0 ? 0 : 1;
        ByteBuffer frame = ByteBuffer.allocate(FRAME_HEADER + extra + block.length)
                .put(frameHeader(extra + block.length, HEADERS, END_HEADERS));
        if (before >= 0) {
            frame.put((byte) before);
        }
        return frame.put(block).array();
    }

    static byte[] frameHeader(int length, byte type, byte flags) {
        return new byte[] {(byte) (length >> 16), (byte) (length >> 8), (byte) length, type, flags, 0, 0, 0, 0};
    }

    /** Literal fields: {@code pattern} says with or without indexing, {@code prefix} how many bits an index has. */
    private static byte[] block(List<Field> fields, int pattern, int prefix) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        byte[] start = new byte[2];
        pseudo(start);
        block.writeBytes(start);
        int most = (1 << prefix) - 1;
        for (Field field : fields) {
            block.write(pattern | Math.min(field.nameIndex(), most));
            if (field.nameIndex() >= most) {
                block.write(field.nameIndex() - most);
            }
            if (field.nameIndex() == 0) {
                text(block, field.name());
            }
            text(block, field.value());
        }
        return block.toByteArray();
    }

    /** {@code :method POST} and {@code :scheme http}, both whole entries of the static table. */
    private static void pseudo(byte[] block) {
        block[0] = (byte) 0x83;
        block[1] = (byte) 0x86;
    }

    private static void text(ByteArrayOutputStream block, String text) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
