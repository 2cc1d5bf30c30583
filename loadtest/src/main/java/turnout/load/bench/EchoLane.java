package turnout.load.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/** The service's side of a lane that sends every body back; a thread for each connection. */
final class EchoLane implements AutoCloseable {

    private final ServerSocketChannel listener;
    private final Announcement announcement;

    private EchoLane(ServerSocketChannel listener, Announcement announcement) {
        this.listener = listener;
        this.announcement = announcement;
    }

    /** Listens on a socket of that path. */
    static EchoLane start(Path socket) throws IOException {
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listener.bind(UnixDomainSocketAddress.of(socket));
        byte[] token = new byte[16];
        new SecureRandom().nextBytes(token);
        EchoLane lane = new EchoLane(listener, new Announcement("unix:" + socket, token, LaneFrames.VERSION));
        Thread.ofPlatform().daemon().name("echo-lane").start(lane::accept);
        return lane;
    }

    Announcement announcement() {
        return announcement;
    }

    private void accept() {
        while (true) {
            try {
                SocketChannel channel = listener.accept();
                Thread.ofPlatform()
                        .daemon()
                        .name("echo-lane-connection")
                        .start(new EchoLaneConnection(channel, announcement.token()));
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        if (announcement.address().startsWith("unix:")) {
            Files.deleteIfExists(Path.of(announcement.address().substring("unix:".length())));
        }
    }
}
