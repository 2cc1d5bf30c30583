package turnout.load.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the two sides of a lane tell each other first.
 *
 * @param frame the largest length that the sender accepts
 * @param inFlight calls that the sender accepts at one time
 * @param token the service's, from a gateway
 * @param methods full names in the order of their numbers, from a service
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record LaneHello(int frame, int inFlight, byte[] token, List<String> methods) {

    static final byte[] LETTERS = "LANE".getBytes(StandardCharsets.US_ASCII);

    private static final int FIXED = 24;

    LaneHello {
        methods = List.copyOf(methods);
    }

    /**
     * Reads a whole frame, from its length on.
     *
     * @param bytes little-endian, from position to limit
     * @throws IOException when it is no HELLO of version 1; a GOAWAY's sentence is told
     */
    static LaneHello read(ByteBuffer bytes) throws IOException {
        ByteBuffer in = bytes.slice().order(bytes.order());
        if (in.get(4) == LaneFrames.GOAWAY) {
            throw new IOException(
                    "the service sent GOAWAY " + in.getShort(6) + ": " + text(in.position(12), in.limit() - 12));
        }
        boolean letters = in.limit() >= FIXED && in.slice(8, 4).equals(ByteBuffer.wrap(LETTERS));
        if (in.get(4) != LaneFrames.HELLO || !letters || in.getShort(6) != LaneFrames.VERSION) {
            throw new IOException("the first frame is no HELLO of version " + LaneFrames.VERSION);
        }
        byte[] token = new byte[in.getShort(20) & 0xffff];
        int count = in.getShort(22) & 0xffff;
        in.position(FIXED).get(token);
        List<String> methods = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            methods.add(text(in, in.getShort() & 0xffff));
        }
        return new LaneHello(in.getInt(12), in.getInt(16), token, methods);
    }

    private static String text(ByteBuffer in, int length) {
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
