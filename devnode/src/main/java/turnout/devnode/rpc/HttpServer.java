package turnout.devnode.rpc;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP side of the RPC: one virtual thread for each connection, requests of a connection in their order.
 *
 * <p>Written on sockets because the JDK's server costs a request more than most answers do. At
 * {@value #MAX_CONNECTIONS} connections further ones wait in the listen queue until one ends.
 */
public final class HttpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HttpServer.class);
    private static final int MAX_CONNECTIONS = 512;
    private static final int BACKLOG = 128;
    // Core's -rpcservertimeout.
    private static final int IDLE_MILLIS = 30_000;

    private static final int DRAIN_MILLIS = 2_000;

    private final ServerSocket listener;
    private final Semaphore places = new Semaphore(MAX_CONNECTIONS);
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    // Read by every answer until it is written, written by the end: the reply to "stop" must go out first.
    private final ReentrantReadWriteLock answering = new ReentrantReadWriteLock();

    private HttpServer(ServerSocket listener) {
        this.listener = listener;
    }

    /** Listens, and answers from the moment {@link #serve} is called. Port 0 takes a free one. */
    public static HttpServer bind(InetSocketAddress address) throws IOException {
        ServerSocket listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(address, BACKLOG);
        return new HttpServer(listener);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Starts accepting, on a thread of its own. */
    public void serve(RpcService service, Cookie cookie, Faults faults) {
        Thread.ofPlatform().name("rpc-accept").start(() -> acceptUntilClosed(new Door(service, cookie, faults)));
    }

    private void acceptUntilClosed(Door door) {
        while (!listener.isClosed()) {
            try {
                places.acquire();
                Socket socket = listener.accept();
                open.add(socket);
                Thread.ofVirtual().name("rpc").start(() -> converse(socket, door));
            } catch (SocketException closed) {
                return;
            } catch (IOException | InterruptedException failed) {
                places.release();
                log.warn("event=accept_failed", failed);
            }
        }
    }

    private void converse(Socket socket, Door door) {
        try (socket) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(IDLE_MILLIS);
            BufferedInputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 16 * 1024);
            boolean another = true;
            while (another) {
                another = exchange(in, out, door);
            }
        } catch (IOException gone) {
            // The peer left, or was idle: both are its own business.
            log.debug("event=connection_ended reason={}", gone.getMessage());
        } finally {
            open.remove(socket);
            places.release();
        }
    }

    private boolean exchange(BufferedInputStream in, OutputStream out, Door door) throws IOException {
        Optional<HttpRequest> request;
        try {
            request = HttpRequest.read(in, out);
        } catch (HttpRequest.Malformed malformed) {
            write(out, HttpReply.empty(malformed.status).thenClose());
            return false;
        }
        if (request.isEmpty()) {
            return false;
        }
        answering.readLock().lock();
        try {
            HttpReply reply = door.answer(request.get());
            if (!request.get().keepAlive()) {
                reply = reply.thenClose();
            }
            write(out, reply);
            return !reply.close();
        } finally {
            answering.readLock().unlock();
        }
    }

    private static void write(OutputStream out, HttpReply reply) throws IOException {
        byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
        String head = "HTTP/1.1 " + reply.status() + " " + reply.reason() + "\r\n" + reply.headers()
                + (reply.close() ? "Connection: close\r\n" : "")
                + (reply.status() == 204 ? "" : "Content-Length: " + body.length + "\r\n")
                + "\r\n";
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.write(body, 0, reply.cutOff() ? body.length / 2 : body.length);
        out.flush();
    }

    /** Ends the listener, waits a little for answers that are under way, and ends all connections. */
    @Override
    public void close() throws IOException {
        listener.close();
        awaitAnswers();
        for (Socket socket : open) {
            socket.close();
        }
    }

    private void awaitAnswers() {
        try {
            if (!answering.writeLock().tryLock(DRAIN_MILLIS, TimeUnit.MILLISECONDS)) {
                log.warn("event=answers_cut_off");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
