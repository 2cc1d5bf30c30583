package turnout.load.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A generator's connection by lane, in the gateway's place. A call's number is its id, so that ids are not repeated soon. */
final class LaneConnection implements LoopConnection {

    private static final int BUFFER = 256 << 10;

    /** What the HTTP/2 generator sends too, as far as applications see it. */
    private static final byte[] METADATA =
            LaneFrames.entry("user-agent", "turnout-bench".getBytes(StandardCharsets.US_ASCII));

    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
    private final List<byte[]> calls = new ArrayList<>();
    private final Workload workload;
    private int mostInFlight;
    private int waiting;
    private int started;
    private long completed;

    private LaneConnection(SocketChannel channel, Workload workload) {
        this.channel = channel;
        this.workload = workload;
    }

    /** Connects, and waits until the service has said which methods it has. */
    static LaneConnection open(Announcement announcement, Workload workload) throws IOException {
        SocketChannel channel = Sockets.open(Sockets.address(announcement.address()));
        try {
            LaneConnection connection = new LaneConnection(channel, workload);
            connection.greet(announcement.token());
            channel.configureBlocking(false);
            return connection;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void greet(byte[] token) throws IOException {
        out.put(LaneFrames.hello(LaneFrames.VERSION, new LaneHello(BUFFER - LaneFrames.LENGTH, 0, token, List.of())));
        flush();
        while (in.position() < LaneFrames.LENGTH || in.position() < size(0)) {
            fill();
        }
        int size = size(0);
        LaneHello hello = LaneHello.read(in.slice(0, size).order(ByteOrder.LITTLE_ENDIAN));
        in.flip().position(size);
        in.compact();
        mostInFlight = hello.inFlight();
        int method = hello.methods().indexOf(workload.method());
        if (method < 0) {
            throw new IOException("the lane has no " + workload.method());
        }
        for (byte[] message : workload.messages()) {
            calls.add(LaneFrames.call(method, 0, 0, METADATA, message));
        }
    }

    @Override
    public void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    @Override
    public long completed() {
        return completed;
    }

    /** Every reply was looked at when it came. */
    @Override
    public boolean answered() {
        return true;
    }

    @Override
    public void read(Ended ended) throws IOException {
        fill();
        in.flip();
        while (in.remaining() >= LaneFrames.LENGTH && in.remaining() >= size(in.position())) {
            int at = in.position();
            int size = size(at);
            frame(at, size, ended);
            in.position(at + size);
        }
        in.compact();
    }

    @Override
    public void start(int number) throws IOException {
        waiting += number;
        for (; waiting > 0 && started - (int) completed < mostInFlight; waiting--) {
            int at = out.position();
            out.put(calls.get(Integer.remainderUnsigned(started, calls.size()))).putInt(at + LaneFrames.ID, started);
            started++;
        }
        flush();
    }

    private void frame(int at, int size, Ended ended) throws IOException {
        byte type = in.get(at + LaneFrames.LENGTH);
        switch (type) {
            case LaneFrames.REPLY -> {
                int id = in.getInt(at + LaneFrames.ID);
                reply(at, size);
                completed++;
                ended.call(Integer.toUnsignedLong(id));
            }
            case LaneFrames.PING -> out.put(LaneFrames.pong(in.getLong(at + LaneFrames.ID)));
            case LaneFrames.GOAWAY -> {
                byte[] sentence = new byte[size - 12];
                in.get(at + 12, sentence);
                throw new IOException("the service sent GOAWAY " + in.getShort(at + 6) + ": "
                        + new String(sentence, StandardCharsets.UTF_8));
            }
            default -> throw new IOException("a frame of type " + type + " from a service");
        }
    }

    private void reply(int at, int size) throws IOException {
        int status = in.get(at + LaneFrames.STATUS);
        int parts = in.getInt(at + LaneFrames.FIRST_PART)
                + in.getInt(at + LaneFrames.FIRST_PART + 4)
                + in.getInt(at + LaneFrames.FIRST_PART + 8);
        int body = LaneFrames.PARTS + parts;
        if (status != 0 || parts < 0 || body > size || !workload.isReply(in.slice(at + body, size - body))) {
            throw new IOException("a reply is not the expected one (status " + status + ")");
        }
    }

    /** Of the frame that begins there. */
    private int size(int at) {
        return LaneFrames.LENGTH + in.getInt(at);
    }

    private void fill() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the service closed the lane after " + completed + " calls");
        }
    }

    /** A socket that takes nothing is a service that hangs: what is open at once is less than the buffers of sockets. */
    private void flush() throws IOException {
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        out.clear();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
