package turnout.load.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.util.List;

/** Answers one gateway until it goes: what came in one read is answered in one write. */
final class EchoLaneConnection implements Runnable {

    private static final int LARGEST_FRAME = 1 << 20;
    private static final int IN_FLIGHT = 4_096;

    private final SocketChannel channel;
    private final byte[] token;
    private final ByteBuffer in =
            ByteBuffer.allocateDirect(LaneFrames.LENGTH + LARGEST_FRAME).order(ByteOrder.LITTLE_ENDIAN);
    // A reply is four bytes longer than its call at most.
    private final ByteBuffer out = ByteBuffer.allocateDirect(2 * LARGEST_FRAME).order(ByteOrder.LITTLE_ENDIAN);
    private boolean greeted;

    EchoLaneConnection(SocketChannel channel, byte[] token) {
        this.channel = channel;
        this.token = token;
    }

    /** A frame that cannot be answered. */
    private static final class BadFrame extends Exception {
        private static final long serialVersionUID = 1;
        private final int code;

        BadFrame(int code, String sentence) {
            super(sentence);
            this.code = code;
        }
    }

    @Override
    public void run() {
        try (channel) {
            while (channel.read(in) >= 0) {
                in.flip();
                try {
                    frames();
                } catch (BadFrame e) {
                    out.put(LaneFrames.goaway(e.code, String.valueOf(e.getMessage())));
                    flush();
                    return;
                }
                in.compact();
                flush();
            }
        } catch (IOException e) {
            // The gateway is gone; its calls with it.
        }
    }

    private void frames() throws BadFrame, IOException {
        while (in.remaining() >= LaneFrames.LENGTH) {
            int at = in.position();
            int length = in.getInt(at);
            if (length < 8 || length > LARGEST_FRAME) {
                throw new BadFrame(
                        length < 8 ? LaneFrames.PROTOCOL : LaneFrames.FRAME_TOO_LARGE, "a length of " + length);
            }
            int end = at + LaneFrames.LENGTH + length;
            if (end > in.limit()) {
                return;
            }
            frame(at, end);
            in.position(end);
        }
    }

    private void frame(int at, int end) throws BadFrame, IOException {
        byte type = in.get(at + LaneFrames.LENGTH);
        if (greeted == (type == LaneFrames.HELLO)) {
            throw new BadFrame(LaneFrames.PROTOCOL, "HELLO is the first frame, and no other");
        }
        switch (type) {
            case LaneFrames.HELLO -> hello(at, end);
            case LaneFrames.CALL -> call(at, end);
            case LaneFrames.PING -> out.put(LaneFrames.pong(in.getLong(at + LaneFrames.ID)));
            case LaneFrames.CANCEL, LaneFrames.PONG, LaneFrames.GOAWAY -> {
                // Every call was answered in the turn in which it came.
            }
            default -> throw new BadFrame(LaneFrames.PROTOCOL, "type " + type + " is not sent by gateways");
        }
    }

    private void hello(int at, int end) throws BadFrame {
        LaneHello hello;
        try {
            hello = LaneHello.read(in.slice(at, end - at).order(ByteOrder.LITTLE_ENDIAN));
        } catch (IOException e) {
            throw new BadFrame(LaneFrames.NO_VERSION, String.valueOf(e.getMessage()));
        }
        if (!MessageDigest.isEqual(hello.token(), token)) {
            throw new BadFrame(LaneFrames.BAD_TOKEN, "the token is not the announced one");
        }
        greeted = true;
        out.put(LaneFrames.hello(
                LaneFrames.VERSION, new LaneHello(LARGEST_FRAME, IN_FLIGHT, new byte[0], List.of(Echo.METHOD))));
    }

    private void call(int at, int end) throws BadFrame, IOException {
        int metadata = in.getInt(at + LaneFrames.FIRST_PART);
        int body = at + LaneFrames.PARTS + metadata;
        if (in.getShort(at + LaneFrames.CALL_METHOD) != 0 || metadata < 0 || body > end) {
            throw new BadFrame(LaneFrames.PROTOCOL, "a call of no method, or longer than its frame");
        }
        int size = LaneFrames.PARTS + end - body;
        if (out.remaining() < size) {
            flush();
        }
        // Status, flags and zero, then the id; no details and no metadata.
        out.putInt(size - LaneFrames.LENGTH)
                .put(LaneFrames.REPLY)
                .put((byte) 0)
                .putShort((short) 0)
                .putInt(in.getInt(at + LaneFrames.ID))
                .putInt(0)
                .putLong(0)
                .put(in.slice(body, end - body));
    }

    private void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }
}
