package turnout.load.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * The floor where HAProxy is absent: copies bytes between two sockets and understands none of them. One thread; a side
 * that does not take its bytes stops the reading from the other.
 */
public final class ByteForwarder implements AutoCloseable {

    private static final int BUFFER = 64 << 10;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();
    private final InetSocketAddress upstream;

    private ByteForwarder(InetSocketAddress upstream) throws IOException {
        this.upstream = upstream;
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** As a process of its own: {@code HOST PORT} of the upstream; prints its port, ends when standard input closes. */
    public static void main(String[] arguments) throws IOException {
        try (ByteForwarder forwarder = start(arguments[0], Integer.parseInt(arguments[1]))) {
            ServerProcess.announce(forwarder.port());
        }
    }

    /** Listens on a free port of loopback. */
    public static ByteForwarder start(String upstreamHost, int upstreamPort) throws IOException {
        ByteForwarder forwarder = new ByteForwarder(new InetSocketAddress(upstreamHost, upstreamPort));
        Thread.ofPlatform().daemon().name("byte-forwarder").start(forwarder::run);
        return forwarder;
    }

    public int port() {
        return listener.socket().getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        selector.close();
    }

    private void run() {
        try {
            while (selector.isOpen()) {
                selector.select();
                if (!selector.isOpen()) {
                    return;
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    if (key.isValid()) {
                        turn(key);
                    }
                }
                selector.selectedKeys().clear();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private void turn(SelectionKey key) throws IOException {
        if (key.isAcceptable()) {
            SocketChannel front = listener.accept();
            if (front != null) {
                join(front, SocketChannel.open(upstream));
            }
            return;
        }
        Side side = (Side) key.attachment();
        try {
            if (key.isWritable()) {
                side.drain();
            }
            if (key.isValid() && key.isReadable()) {
                side.forward();
            }
        } catch (IOException e) {
            side.close();
        }
    }

    private void join(SocketChannel front, SocketChannel back) throws IOException {
        SelectionKey frontKey = prepare(front);
        SelectionKey backKey = prepare(back);
        frontKey.attach(new Side(frontKey, backKey));
        backKey.attach(new Side(backKey, frontKey));
    }

    private SelectionKey prepare(SocketChannel channel) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        return channel.register(selector, SelectionKey.OP_READ);
    }

    /** Reads from its own socket and writes to the other one. */
    private record Side(SelectionKey own, SelectionKey other, ByteBuffer bytes) {

        Side(SelectionKey own, SelectionKey other) {
            this(own, other, ByteBuffer.allocateDirect(BUFFER));
        }

        void forward() throws IOException {
            if (((SocketChannel) own.channel()).read(bytes.clear()) < 0) {
                close();
                return;
            }
            push(bytes.flip());
        }

        /** The own socket takes bytes again: those that wait are the other side's. */
        void drain() throws IOException {
            ((Side) other.attachment()).push(((Side) other.attachment()).bytes);
        }

        private void push(ByteBuffer rest) throws IOException {
            ((SocketChannel) other.channel()).write(rest);
            boolean all = !rest.hasRemaining();
            own.interestOps(all ? own.interestOps() | SelectionKey.OP_READ : own.interestOps() & ~SelectionKey.OP_READ);
            other.interestOps(
                    all ? other.interestOps() & ~SelectionKey.OP_WRITE : other.interestOps() | SelectionKey.OP_WRITE);
        }

        void close() throws IOException {
            own.channel().close();
            other.channel().close();
        }
    }
}
