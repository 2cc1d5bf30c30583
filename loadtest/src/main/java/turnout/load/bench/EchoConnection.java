package turnout.load.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * One HTTP/2 connection that keeps a number of echo calls open: whatever ends in one read is replaced in one write.
 *
 * <p>Just enough of RFC 9113 for this one client, because a general one costs more than the proxies that it is to
 * measure and would starve them on two cores. Header blocks of replies are not decoded: a call is right when its reply
 * has the bytes of its request and ends with trailers. Used by one thread.
 */
final class EchoConnection implements AutoCloseable {

    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int WINDOW_REFILL = 1 << 29;
    private static final int DEFAULT_WINDOW = 65_535;
    private static final int DEFAULT_TABLE = 4_096;

    private final SocketChannel channel;
    private final List<String> keys;
    private final ByteBuffer in = ByteBuffer.allocateDirect(256 << 10);
    private final ByteBuffer out = ByteBuffer.allocateDirect(256 << 10);
    private EchoRequests requests = new EchoRequests(new byte[0], new byte[0], List.of());
    private int waiting;
    private int nextStream = 1;
    private long sendWindow = DEFAULT_WINDOW;
    private int unrefilled;
    private boolean settled;
    private long completed;
    private long replyBytes;

    EchoConnection(int port, int streams, List<String> keys) throws IOException {
        this.keys = keys;
        this.waiting = streams;
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        out.put(PREFACE).put(EchoRequests.frameHeader(0, (byte) 4, (byte) 0));
        windowUpdate(WINDOW_REFILL);
        flush();
    }

    SelectionKey register(Selector selector) throws IOException {
        return channel.register(selector, SelectionKey.OP_READ, this);
    }

    long completed() {
        return completed;
    }

    /** Whether every finished call got its own bytes back, as far as lengths tell. */
    boolean echoed() {
        long expected = completed * EchoRequests.REPLY_BYTES;
        // Calls whose DATA is here and whose trailers are not yet.
        return replyBytes >= expected && replyBytes <= expected + 1_000L * EchoRequests.REPLY_BYTES;
    }

    /** Reads what there is, answers it, starts as many calls as ended. */
    void turn() throws IOException {
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
            frame(in.get(in.position() + 3), in.get(in.position() + 4), in.position() + 9, length);
            in.position(end);
        }
        in.compact();
        startCalls();
        flush();
    }

    private void frame(byte type, byte flags, int payload, int length) throws IOException {
        switch (type) {
            case 0 -> data(payload, length);
            case 1 -> {
                if ((flags & 1) != 0) {
                    completed++;
                    waiting++;
                }
            }
            case 3 -> throw new IOException("the peer reset a call: error " + in.getInt(payload));
            case 4 -> settings(flags, payload, length);
            case 6 -> {
                if ((flags & 1) == 0) {
                    out.put(EchoRequests.frameHeader(8, (byte) 6, (byte) 1)).putLong(in.getLong(payload));
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
        if (length == EchoRequests.REPLY_BYTES
                && (in.getInt(payload + 1) != EchoRequests.MESSAGE_BYTES || !known(payload))) {
            throw new IOException("a reply is not the request");
        }
        unrefilled += length;
        if (unrefilled >= WINDOW_REFILL / 2) {
            windowUpdate(unrefilled);
            unrefilled = 0;
        }
    }

    private boolean known(int payload) {
        for (byte[] request : requests.data()) {
            if (in.slice(payload, EchoRequests.REPLY_BYTES)
                    .equals(ByteBuffer.wrap(request, 9, EchoRequests.REPLY_BYTES))) {
                return true;
            }
        }
        return false;
    }

    private void settings(byte flags, int payload, int length) {
        if ((flags & 1) != 0) {
            return;
        }
        int table = DEFAULT_TABLE;
        for (int at = payload; at + 6 <= payload + length; at += 6) {
            if (in.getShort(at) == 1) {
                table = in.getInt(at + 2);
            }
        }
        if (!settled) {
            requests = EchoRequests.create(keys, table);
            settled = true;
        }
        out.put(EchoRequests.frameHeader(0, (byte) 4, (byte) 1));
    }

    private void startCalls() {
        while (settled && waiting > 0 && sendWindow >= EchoRequests.REPLY_BYTES) {
            frame(nextStream == 1 ? requests.first() : requests.later());
            frame(requests.data().get((nextStream >> 1) % requests.data().size()));
            nextStream += 2;
            sendWindow -= EchoRequests.REPLY_BYTES;
            waiting--;
        }
    }

    private void frame(byte[] bytes) {
        int at = out.position();
        out.put(bytes).putInt(at + 5, nextStream);
    }

    private void windowUpdate(int bytes) {
        out.put(EchoRequests.frameHeader(4, (byte) 8, (byte) 0)).putInt(bytes);
    }

    /** What is open at once is a few kilobytes, so a socket that takes nothing is a peer that hangs. */
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
