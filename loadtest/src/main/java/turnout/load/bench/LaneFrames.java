package turnout.load.bench;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Whole frames of docs/lane.md, version 1, as bytes; both sides of the bench use them. */
final class LaneFrames {

    static final int VERSION = 1;

    static final byte HELLO = 1;
    static final byte CALL = 2;
    static final byte REPLY = 3;
    static final byte CANCEL = 4;
    static final byte PING = 5;
    static final byte PONG = 6;
    static final byte GOAWAY = 7;

    /** Codes of GOAWAY. */
    static final int PROTOCOL = 1;

    static final int NO_VERSION = 2;
    static final int BAD_TOKEN = 3;
    static final int FRAME_TOO_LARGE = 4;

    /** Bytes of {@code length}, which counts what follows it. */
    static final int LENGTH = 4;

    /** Offsets of CALL and REPLY, from the frame's first byte. */
    static final int STATUS = 5;

    static final int CALL_METHOD = 6;
    static final int ID = 8;
    static final int FIRST_PART = 12;
    static final int PARTS = 24;

    private LaneFrames() {}

    static byte[] hello(int version, LaneHello hello) {
        List<byte[]> names = hello.methods().stream()
                .map(name -> name.getBytes(StandardCharsets.UTF_8))
                .toList();
        int size = names.stream().mapToInt(name -> 2 + name.length).sum();
        ByteBuffer frame = frame(HELLO, 24 + hello.token().length + size)
                .put((byte) 0)
                .putShort((short) version)
                .put(LaneHello.LETTERS)
                .putInt(hello.frame())
                .putInt(hello.inFlight())
                .putShort((short) hello.token().length)
                .putShort((short) names.size())
                .put(hello.token());
        names.forEach(name -> frame.putShort((short) name.length).put(name));
        return frame.array();
    }

    static byte[] call(int method, int id, long timeoutMicros, byte[] metadata, byte[] body) {
        return frame(CALL, PARTS + metadata.length + body.length)
                .put((byte) 0)
                .putShort((short) method)
                .putInt(id)
                .putInt(metadata.length)
                .putLong(timeoutMicros)
                .put(metadata)
                .put(body)
                .array();
    }

    /** @param flags 1 for refused */
    static byte[] reply(int id, int status, int flags, String details, byte[] initial, byte[] trailing, byte[] body) {
        byte[] sentence = details.getBytes(StandardCharsets.UTF_8);
        return frame(REPLY, PARTS + sentence.length + initial.length + trailing.length + body.length)
                .put((byte) status)
                .put((byte) flags)
                .put((byte) 0)
                .putInt(id)
                .putInt(sentence.length)
                .putInt(initial.length)
                .putInt(trailing.length)
                .put(sentence)
                .put(initial)
                .put(trailing)
                .put(body)
                .array();
    }

    static byte[] cancel(int id) {
        return frame(CANCEL, 12).put(new byte[3]).putInt(id).array();
    }

    static byte[] ping(long value) {
        return frame(PING, 16).put(new byte[3]).putLong(value).array();
    }

    static byte[] pong(long value) {
        return frame(PONG, 16).put(new byte[3]).putLong(value).array();
    }

    static byte[] goaway(int code, String sentence) {
        byte[] text = sentence.getBytes(StandardCharsets.UTF_8);
        return frame(GOAWAY, 12 + text.length)
                .put((byte) 0)
                .putShort((short) code)
                .putInt(0)
                .put(text)
                .array();
    }

    /** One entry of metadata. */
    static byte[] entry(String name, byte[] value) {
        byte[] key = name.getBytes(StandardCharsets.US_ASCII);
        return littleEndian(6 + key.length + value.length)
                .putShort((short) key.length)
                .putInt(value.length)
                .put(key)
                .put(value)
                .array();
    }

    static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** @param size of the whole frame */
    private static ByteBuffer frame(byte type, int size) {
        return littleEndian(size).putInt(size - LENGTH).put(type);
    }
}
