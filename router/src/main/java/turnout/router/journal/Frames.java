package turnout.router.journal;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * How records lie in a file: a mark of four bytes, the payload's length, a CRC32C of length and payload (RFC 3720), the
 * payload. After a broken record the next mark is looked for; payloads are UTF-8, in which the mark's first byte never
 * stands, so that no payload can pose as a record.
 */
final class Frames {

    static final int HEADER_BYTES = 12;

    /** 0xF5 is no byte of UTF-8. */
    private static final int MARK = 0xF554_4D4A;

    private static final int MOST_BYTES = 64 << 20;

    private Frames() {}

    /** Told of each whole record, in the order of the file. */
    interface Visitor {
        /** @param offset of the record in the file */
        void record(long offset, byte[] payload);
    }

    /**
     * What a file held beside its whole records.
     *
     * @param broken places between records where something else stands
     * @param torn whether the file ends in something that is no whole record
     */
    record Damage(int broken, boolean torn) {}

    static ByteBuffer framed(byte[] payload) {
        ByteBuffer frame = ByteBuffer.allocate(HEADER_BYTES + payload.length);
        frame.putInt(MARK).putInt(payload.length).putInt(checksum(payload)).put(payload);
        return frame.flip();
    }

    static Damage scan(byte[] file, Visitor visitor) {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        int broken = 0;
        boolean astray = false;
        int at = 0;
        while (at < file.length) {
            Optional<byte[]> payload = payloadAt(bytes, at);
            if (payload.isPresent()) {
                broken += astray ? 1 : 0;
                astray = false;
                visitor.record(at, payload.get());
                at += HEADER_BYTES + payload.get().length;
            } else {
                astray = true;
                at++;
            }
        }
        return new Damage(broken, astray);
    }

    /** The record that begins there, if it is whole and as it was written. */
    static Optional<byte[]> payloadAt(ByteBuffer file, int at) {
        if (file.limit() - at < HEADER_BYTES || file.getInt(at) != MARK) {
            return Optional.empty();
        }
        int length = file.getInt(at + 4);
        if (length < 0 || length > MOST_BYTES || length > file.limit() - at - HEADER_BYTES) {
            return Optional.empty();
        }
        byte[] payload = new byte[length];
        file.get(at + HEADER_BYTES, payload);
        return file.getInt(at + 8) == checksum(payload) ? Optional.of(payload) : Optional.empty();
    }

    private static int checksum(byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(4).putInt(payload.length).flip());
        crc.update(payload, 0, payload.length);
        return (int) crc.getValue();
    }
}
