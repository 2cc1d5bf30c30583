package turnout.load.bench;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A proxy that is measured.
 *
 * @param name of its row
 * @param port where it takes calls, on loopback
 * @param keys of the requests that it gets
 */
record Peer(String name, Child child, int port, List<String> keys) implements AutoCloseable {

    private static final List<String> ANY_KEYS =
            IntStream.range(0, 16).mapToObj(EchoRequests::key).toList();

    Peer {
        keys = List.copyOf(keys);
    }

    /** One that does not look at keys. */
    static Peer blind(String name, Child child, int port) throws IOException {
        child.awaitListening(port);
        return new Peer(name, child, port, ANY_KEYS);
    }

    @Override
    public void close() {
        child.close();
    }
}
