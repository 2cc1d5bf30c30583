package turnout.nativeimpl.node;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/** One kept-alive connection to a node. One caller at a time; blocking, and cheap to block on a virtual thread. */
final class NodeConnection implements Closeable {

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String head;
    private long idleSinceNanos;

    private NodeConnection(Socket socket, String head) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        this.out = socket.getOutputStream();
        this.head = head;
    }

    static NodeConnection open(NodeSettings settings) throws IOException {
        String host = settings.url().getHost();
        String path = settings.url().getRawPath();
        String head = "POST " + (path == null || path.isEmpty() ? "/" : path) + " HTTP/1.1\r\nHost: " + host + ":"
                + settings.port() + "\r\nContent-Type: application/json\r\n";
        Socket socket = new Socket();
        try {
            // Brackets of an IPv6 literal belong to the URL only.
            InetSocketAddress address = new InetSocketAddress(host.replaceAll("^\\[|]$", ""), settings.port());
            socket.connect(address, Math.toIntExact(settings.connectTimeout().toMillis()));
            Socket secured = socket;
            if (settings.isSecure()) {
                secured = ((SSLSocketFactory) SSLSocketFactory.getDefault())
                        .createSocket(socket, host, settings.port(), true);
            }
            secured.setTcpNoDelay(true);
            secured.setSoTimeout(Math.toIntExact(settings.readTimeout().toMillis()));
            return new NodeConnection(secured, head);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends one JSON body and waits for its response. */
    HttpReply post(byte[] body, String authorization) throws IOException {
        byte[] before = (head + "Authorization: " + authorization + "\r\nContent-Length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.ISO_8859_1);
        byte[] request = new byte[before.length + body.length];
        System.arraycopy(before, 0, request, 0, before.length);
        System.arraycopy(body, 0, request, before.length, body.length);
        out.write(request);
        out.flush();
        return HttpReply.read(in);
    }

    void idleSince(long nanos) {
        idleSinceNanos = nanos;
    }

    long idleSince() {
        return idleSinceNanos;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone either way.
        }
    }
}
