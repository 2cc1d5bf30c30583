package turnout.load.bench;

import java.io.IOException;
import java.util.List;

/**
 * A proxy that is measured.
 *
 * @param name of its row
 * @param port where it takes calls, on loopback
 * @param keys of the requests that it gets
 */
record Peer(String name, Child child, int port, List<String> keys) implements AutoCloseable {

    private static final List<String> ANY_KEYS = List.of("key-0001", "key-0002", "key-0003", "key-0004");

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
