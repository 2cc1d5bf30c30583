package turnout.load.bench;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A generator's connection by HTTP/2 (RFC 9113). Header blocks of replies are not decoded: a call is right when its
 * reply has the expected bytes and ends with trailers.
 */
final class Http2Connection implements LoopConnection {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int WINDOW_REFILL = 1 << 29;
    private static final int DEFAULT_WINDOW = 65_535;
    private static final int DEFAULT_TABLE = 4_096;

    private final SocketChannel channel;
    private final Workload workload;
    /** What a reply's DATA holds in all. */
    private final int replyData;

    private final ByteBuffer in = ByteBuffer.allocateDirect(256 << 10);
    private final ByteBuffer out = ByteBuffer.allocateDirect(256 << 10);
    private Http2Requests requests = Http2Requests.NONE;
    private int waiting;
    private int nextStream = 1;
    private long sendWindow = DEFAULT_WINDOW;
    private long mostStreams = Integer.MAX_VALUE;
    private int unrefilled;
    private boolean settled;
    private long completed;
    private long replyBytes;

    Http2Connection(SocketAddress address, Workload workload) throws IOException {
        this.workload = workload;
        this.replyData = Http2Requests.PREFIX + workload.replyBytes();
        channel = Sockets.open(address);
        channel.configureBlocking(false);
        out.put(PREFACE).put(Http2Requests.frameHeader(0, (byte) 4, (byte) 0));
        windowUpdate(WINDOW_REFILL);
        flush();
    }

    @Override
    public void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    @Override
    public long completed() {
        return completed;
    }

    @Override
    public boolean answered() {
        long expected = completed * replyData;
        // Calls whose DATA is here and whose trailers are not yet.
        return replyBytes >= expected && replyBytes <= expected + 1_000L * replyData;
    }

    @Override
    public void read(Ended ended) throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the peer closed the connection after " + completed + " calls");
        }
        in.flip();
        while (in.remaining() >= 9) {
            int length = (in.get(in.position()) & 0xff) << 16 | (in.getShort(in.position() + 1) & 0xffff);
            if (in.remaining() < 9 + length) {
                break;
            }
            int end = in.position() + 9 + length;
            frame(in.get(in.position() + 3), in.get(in.position() + 4), in.position() + 9, length, ended);
            in.position(end);
        }
        in.compact();
    }

    @Override
    public void start(int calls) throws IOException {
        waiting += calls;
        startCalls();
        flush();
    }

    private void frame(byte type, byte flags, int payload, int length, Ended ended) throws IOException {
        switch (type) {
            case 0 -> data(payload, length);
            case 1 -> {
                if ((flags & 1) != 0) {
                    completed++;
                    // Streams are odd numbers from 1.
                    ended.call(in.getInt(payload - 4) >>> 1);
                }
            }
            case 3 -> throw new IOException("the peer reset a call: error " + in.getInt(payload));
            case 4 -> settings(flags, payload, length);
            case 6 -> {
                if ((flags & 1) == 0) {
                    out.put(Http2Requests.frameHeader(8, (byte) 6, (byte) 1)).putLong(in.getLong(payload));
                }
            }
            case 7 -> throw new IOException("the peer sent GOAWAY: error " + in.getInt(payload + 4));
            case 8 -> {
                if ((in.getInt(payload - 4) & 0x7fff_ffff) == 0) {
                    sendWindow += in.getInt(payload) & 0x7fff_ffff;
                }
            }
            default -> {
                // PRIORITY and frames of extensions ask for nothing.
            }
        }
    }

    private void data(int payload, int length) throws IOException {
        replyBytes += length;
        // A reply whose DATA came in parts is judged by its length alone.
        if (length == replyData && !workload.isReply(in.slice(payload + Http2Requests.PREFIX, workload.replyBytes()))) {
            throw new IOException("a reply is not the expected one");
        }
        unrefilled += length;
        if (unrefilled >= WINDOW_REFILL / 2) {
            windowUpdate(unrefilled);
            unrefilled = 0;
        }
    }

    private void settings(byte flags, int payload, int length) {
        if ((flags & 1) != 0) {
            return;
        }
        int table = DEFAULT_TABLE;
        for (int at = payload; at + 6 <= payload + length; at += 6) {
            switch (in.getShort(at)) {
                case 1 -> table = in.getInt(at + 2);
                case 3 -> mostStreams = Integer.toUnsignedLong(in.getInt(at + 2));
                default -> {
                    // What is sent keeps to the defaults of the others.
                }
            }
        }
        if (!settled) {
            requests = Http2Requests.create(workload, table);
            settled = true;
        }
        out.put(Http2Requests.frameHeader(0, (byte) 4, (byte) 1));
    }

    private void startCalls() {
        while (settled && waiting > 0) {
            byte[] data =
                    requests.data().get((nextStream >> 1) % requests.data().size());
            int length = data.length - Http2Requests.FRAME_HEADER;
            if (sendWindow < length || (nextStream >> 1) - completed >= mostStreams) {
                return;
            }
            frame(nextStream == 1 ? requests.first() : requests.later());
            frame(data);
            nextStream += 2;
            sendWindow -= length;
            waiting--;
        }
    }

    private void frame(byte[] bytes) {
        int at = out.position();
        out.put(bytes).putInt(at + 5, nextStream);
    }

    private void windowUpdate(int bytes) {
        out.put(Http2Requests.frameHeader(4, (byte) 8, (byte) 0)).putInt(bytes);
    }

    /** A socket that takes nothing is a peer that hangs: what is open at once is less than the buffers of sockets. */
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
