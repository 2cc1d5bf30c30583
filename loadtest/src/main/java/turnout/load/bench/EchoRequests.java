package turnout.load.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import turnout.chain.v1.GetTransactionRequest;

/**
 * The calls of the bench as ready HTTP/2 frames; only the stream's number is still to be written in.
 *
 * @param first HEADERS of a connection's first call
 * @param later HEADERS of those after it
 * @param data DATA with END_STREAM, one for each key, sent in turn
 */
@SuppressWarnings("ArrayRecordComponent") // Read by their one owner, never compared.
record EchoRequests(byte[] first, byte[] later, List<byte[]> data) {

    /** Of the serialized request and reply. */
    static final int MESSAGE_BYTES = 64;

    /** What a reply's DATA holds in all: gRPC's prefix and the message. */
    static final int REPLY_BYTES = 5 + MESSAGE_BYTES;

    /** An operation of the shipped contract whose key stands in the body. */
    static final String METHOD = "turnout.chain.v1.ChainService/GetTransaction";

    private static final int FRAME_HEADER = 9;
    private static final byte HEADERS = 1;
    private static final byte DATA = 0;
    private static final byte END_STREAM = 1;
    private static final byte END_HEADERS = 4;

    /** Fields with their index of name in HPACK's static table (RFC 7541 appendix A); 0 is a name of its own. */
    private record Field(int nameIndex, String name, String value) {}

    private static final List<Field> FIELDS = List.of(
            new Field(4, ":path", "/" + METHOD),
            new Field(1, ":authority", "localhost"),
            new Field(31, "content-type", "application/grpc"),
            new Field(0, "te", "trailers"),
            new Field(58, "user-agent", "turnout-bench"),
            new Field(0, "grpc-accept-encoding", "gzip"));

    /**
     * As ordinary clients encode them: into the peer's dynamic table where it keeps one, else in full each time.
     *
     * @param peerTableSize HEADER_TABLE_SIZE of the peer's SETTINGS
     */
    static EchoRequests create(List<String> keys, int peerTableSize) {
        List<byte[]> data = keys.stream().map(key -> data(message(key))).toList();
        if (peerTableSize < 1024) {
            byte[] block = block(0x00, 4);
            // A table that the peer made smaller is acknowledged at the start of the next block (RFC 7541, 4.2).
            return new EchoRequests(headers(0x20, block), headers(-1, block), data);
        }
        byte[] indexed = new byte[2 + FIELDS.size()];
        pseudo(indexed);
        for (int i = 0; i < FIELDS.size(); i++) {
            // The newest entry of the dynamic table is 62.
            indexed[2 + i] = (byte) (0x80 | (62 + FIELDS.size() - 1 - i));
        }
        return new EchoRequests(headers(-1, block(0x40, 6)), headers(-1, indexed), data);
    }

    /** The key of that number: what a txid of {@link #MESSAGE_BYTES} in all would be; the echo does not mind two digits less. */
    static String key(int number) {
        return "%062d".formatted(number);
    }

    static byte[] message(String key) {
        return GetTransactionRequest.newBuilder().setTxid(key).build().toByteArray();
    }

    private static byte[] data(byte[] message) {
        return ByteBuffer.allocate(FRAME_HEADER + REPLY_BYTES)
                .put(frameHeader(REPLY_BYTES, DATA, END_STREAM))
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
    private static byte[] block(int pattern, int prefix) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        byte[] start = new byte[2];
        pseudo(start);
        block.writeBytes(start);
        int most = (1 << prefix) - 1;
        for (Field field : FIELDS) {
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
