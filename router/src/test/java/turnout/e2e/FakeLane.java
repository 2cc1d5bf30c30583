package turnout.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;

/** One connection to {@link FakeLaneService}, served by one thread, frame by frame as in docs/lane.md. */
final class FakeLane {

    private static final int HELLO = 1;
    private static final int CALL = 2;
    private static final int REPLY = 3;
    private static final int PING = 5;
    private static final int PONG = 6;
    private static final int GOAWAY = 7;

    private static final int STOPPING = 0;
    private static final int TOKEN = 3;

    private static final int LARGEST_FRAME = 5 << 20;
    private static final int IN_FLIGHT = 4_096;
    private static final int REPLY_HEAD = 24;
    private static final int CALL_METADATA_BYTES = 12;
    private static final int CALL_HEAD = 24;

    private final FakeLaneService service;
    private final SocketChannel socket;
    private final CountDownLatch cut = new CountDownLatch(1);
    private boolean stopping;
    private volatile boolean broken;

    FakeLane(FakeLaneService service, SocketChannel socket) {
        this.service = service;
        this.socket = socket;
    }

    /** Returns when the connection is over. */
    void serve() {
        try (socket) {
            for (ByteBuffer frame = read(); frame != null; frame = read()) {
                answer(frame);
            }
        } catch (IOException e) {
            // the gateway went, or we cut
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Takes part in no new calls. */
    void stop() {
        try {
            goAway(STOPPING, "moving");
        } catch (IOException e) {
            // gone already
        }
    }

    boolean broken() {
        return broken;
    }

    void cut() {
        cut.countDown();
        try {
            socket.close();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void answer(ByteBuffer frame) throws IOException, InterruptedException {
        LaneBreak how = service.breaks();
        switch (frame.get(4)) {
            case HELLO -> hello(how);
            case CALL -> call(how, frame);
            case PING -> {
                if (!broken) {
                    write(frame(PONG, 16).putLong(8, frame.getLong(8)));
                }
            }
            default -> {}
        }
    }

    private void hello(LaneBreak how) throws IOException {
        broken = how.greeting();
        switch (how) {
            case VERSION_9 -> write(helloFrame(9));
            case TOKEN_REFUSED -> {
                goAway(TOKEN, "not the announced token");
                socket.close();
            }
            case NO_HELLO -> {}
            case HELLO_GARBAGE -> write(garbage());
            default -> write(helloFrame(1));
        }
    }

    private void call(LaneBreak how, ByteBuffer frame) throws IOException, InterruptedException {
        if (how == LaneBreak.CALL_CUT) {
            socket.close(); // the frame was there, but nobody has read it to its end
            return;
        }
        byte[] body = Arrays.copyOfRange(frame.array(), CALL_HEAD + frame.getInt(CALL_METADATA_BYTES), frame.limit());
        int id = frame.getInt(8);
        synchronized (this) {
            if (stopping) {
                write(reply(id, new byte[0]).put(5, (byte) 14).put(6, (byte) 1));
                return;
            }
        }
        service.ran(conformanceId(frame));
        broken |= how != LaneBreak.NOT;
        switch (how) {
            case REPLY_TO_NO_CALL -> write(reply(id + 1_000, body));
            case REPLY_TWICE -> {
                write(reply(id, body));
                write(reply(id, body));
            }
            case REPLY_GARBAGE -> write(garbage());
            case REPLY_TOO_LARGE -> write(reply(id, body).putInt(0, Integer.MAX_VALUE));
            case REPLY_CUT -> {
                ByteBuffer half = reply(id, body);
                write(half.limit(half.limit() / 2));
                socket.close();
            }
            case SILENT -> {}
            case FROZEN -> cut.await();
            default -> write(reply(id, body));
        }
    }

    private static ByteBuffer helloFrame(int version) {
        byte[] method = FakeLaneService.METHOD.getBytes(UTF_8);
        return frame(HELLO, 26 + method.length)
                .putShort(6, (short) version)
                .put(8, "LANE".getBytes(US_ASCII))
                .putInt(12, LARGEST_FRAME)
                .putInt(16, IN_FLIGHT)
                .putShort(22, (short) 1)
                .putShort(24, (short) method.length)
                .put(26, method);
    }

    private static ByteBuffer reply(int id, byte[] body) {
        return frame(REPLY, REPLY_HEAD + body.length).putInt(8, id).put(REPLY_HEAD, body);
    }

    private synchronized void goAway(int code, String sentence) throws IOException {
        stopping |= code == STOPPING;
        byte[] text = sentence.getBytes(UTF_8);
        write(frame(GOAWAY, 12 + text.length).putShort(6, (short) code).put(12, text));
    }

    private static ByteBuffer garbage() {
        byte[] bytes = new byte[100];
        Arrays.fill(bytes, (byte) 0x2a);
        return ByteBuffer.wrap(bytes);
    }

    private static String conformanceId(ByteBuffer call) {
        int end = CALL_HEAD + call.getInt(CALL_METADATA_BYTES);
        for (int at = CALL_HEAD; at < end; ) {
            int name = call.getShort(at);
            int value = call.getInt(at + 2);
            if (FakeLaneService.ID.equals(new String(call.array(), at + 6, name, US_ASCII))) {
                return new String(call.array(), at + 6 + name, value, US_ASCII);
            }
            at += 6 + name + value;
        }
        throw new AssertionError("the call carries no " + FakeLaneService.ID);
    }

    // Frames as bytes; offsets count from the length on, as in docs/lane.md.

    private static ByteBuffer frame(int type, int bytes) {
        return ByteBuffer.allocate(bytes)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, bytes - 4)
                .put(4, (byte) type);
    }

    /** Null at the end of the connection. */
    private ByteBuffer read() throws IOException {
        ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        if (!fill(length)) {
            return null;
        }
        ByteBuffer frame = ByteBuffer.allocate(4 + length.getInt(0)).order(ByteOrder.LITTLE_ENDIAN);
        frame.putInt(length.getInt(0));
        return fill(frame) ? frame : null;
    }

    private boolean fill(ByteBuffer buffer) throws IOException {
        while (buffer.hasRemaining()) {
            if (socket.read(buffer) < 0) {
                return false;
            }
        }
        return true;
    }

    private synchronized void write(ByteBuffer frame) throws IOException {
        frame.position(0);
        while (frame.hasRemaining()) {
            socket.write(frame);
        }
    }
}
