package turnout.load.bench;

import java.io.IOException;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A proxy that is measured.
 *
 * @param name of its row
 * @param port where it takes calls, on loopback
 * @param workload that it gets
 * @param lane counts the calls that its gateway passed on by lane, where it must
 */
record Peer(String name, Child child, int port, Workload workload, Optional<LaneCounter> lane)
        implements AutoCloseable {

    private static final Workload ANY_KEYS =
            Echo.of(IntStream.range(0, 16).mapToObj(Echo::key).toList());

    /** One that does not look at keys. */
    static Peer blind(String name, Child child, int port) throws IOException {
        child.awaitListening(port);
        return new Peer(name, child, port, ANY_KEYS, Optional.empty());
    }

    LoopConnection open() throws IOException {
        return new Http2Connection(Sockets.loopback(port), workload);
    }

    @Override
    public void close() {
        child.close();
    }
}
