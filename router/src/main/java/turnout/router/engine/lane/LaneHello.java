package turnout.router.engine.lane;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.List;

/**
 * What a service says first.
 *
 * @param frameLimitBytes the largest length that it accepts
 * @param inFlight calls that it accepts at one time
 * @param methods names by number
 */
record LaneHello(int version, int frameLimitBytes, int inFlight, List<String> methods) {

    /** Offsets of docs/lane.md, "HELLO". */
    private static final int VERSION = 6;

    private static final int MAGIC = 8;
    private static final int FRAME = 12;
    private static final int IN_FLIGHT = 16;
    private static final int TOKEN_BYTES = 20;
    private static final int METHODS = 22;
    private static final int REST = 24;

    /** The letters LANE. */
    private static final int LANE = 0x454e_414c;

    private static final int SMALLEST_LIMIT = 65_536;

    static LaneHello read(ByteBuf source, int from, int length) throws LaneFault {
        if (source.getIntLE(from + MAGIC) != LANE) {
            throw bad("HELLO without the letters LANE");
        }
        int version = source.getUnsignedShortLE(from + VERSION);
        long frame = source.getUnsignedIntLE(from + FRAME);
        if (frame < SMALLEST_LIMIT) {
            throw bad("HELLO accepts frames of " + frame + " bytes (expected: at least " + SMALLEST_LIMIT + ")");
        }
        int count = source.getUnsignedShortLE(from + METHODS);
        int at = from + REST + source.getUnsignedShortLE(from + TOKEN_BYTES);
        int end = from + length;
        List<String> methods = new ArrayList<>(Math.min(count, length / 2));
        for (int i = 0; i < count; i++) {
            if (end - at < 2 || end - at - 2 < source.getUnsignedShortLE(at)) {
                throw bad("HELLO promises " + count + " methods and holds " + i);
            }
            int bytes = source.getUnsignedShortLE(at);
            methods.add(source.toString(at + 2, bytes, UTF_8));
            at += 2 + bytes;
        }
        return new LaneHello(
                version,
                (int) Math.min(frame, Integer.MAX_VALUE),
                (int) Math.min(source.getUnsignedIntLE(from + IN_FLIGHT), Integer.MAX_VALUE),
                List.copyOf(methods));
    }

    private static LaneFault bad(String sentence) {
        return new LaneFault(LaneCode.PROTOCOL, sentence);
    }
}
