package turnout.load;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Where the calls go, in plaintext. */
record Target(String host, int port) {

    private static final int LARGEST_REPLY = 64 << 20;

    /** {@code host:port}, {@code [::1]:port}. */
    static Target parse(String text) throws RefusedException {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            String host = colon < 0 ? "" : text.substring(0, colon).replaceAll("^\\[|]$", "");
            if (port > 0 && port <= 65_535 && !host.isEmpty()) {
                return new Target(host, port);
            }
        } catch (NumberFormatException e) {
            // Falls through to the one message for everything that is no target.
        }
        throw new RefusedException(
                RefusedException.USAGE,
                "--target: \"" + text + "\" is not an address (expected: host:port, for example 127.0.0.1:50051)");
    }

    /** Finds out whether anybody listens there. */
    void reach(Duration timeout) throws RefusedException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), (int) timeout.toMillis());
        } catch (IOException e) {
            throw new RefusedException(RefusedException.UNREACHABLE, this + " is not reachable: " + e.getMessage());
        }
    }

    /** Opens channels of one connection each. */
    List<ManagedChannel> open(int connections) {
        return IntStream.range(0, connections)
                .mapToObj(i -> NettyChannelBuilder.forAddress(host, port)
                        .usePlaintext()
                        .directExecutor()
                        .disableRetry()
                        .maxInboundMessageSize(LARGEST_REPLY)
                        .build())
                .toList();
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
