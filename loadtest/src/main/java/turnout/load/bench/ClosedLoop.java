package turnout.load.bench;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** The generator of the bench, the same for every peer: connections × streams, each call replaced when it ends. */
final class ClosedLoop {

    /** Silence of all connections after which the peer is given up. */
    private static final long PATIENCE_MILLIS = 10_000;

    private ClosedLoop() {}

    /** @param costNanos what {@code cost} grew by while the calls ran */
    record Measured(long calls, long costNanos, long wallNanos) {}

    /** @param streams calls that each connection keeps open */
    record Shape(int connections, int streams) {
        @Override
        public String toString() {
            return connections + " x " + streams;
        }
    }

    /**
     * Runs {@code warmUp} calls, then measures over {@code calls} more without a pause in between.
     *
     * @throws IOException when a call fails, or the peer stops answering
     */
    static Measured run(int port, Shape shape, List<String> keys, long warmUp, long calls, LongSupplier cost)
            throws IOException {
        List<EchoConnection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < shape.connections(); i++) {
                EchoConnection connection = new EchoConnection(port, shape.streams(), keys);
                connections.add(connection);
                connection.register(selector);
            }
            advance(selector, connections, warmUp);
            long before = completed(connections);
            long costBefore = cost.getAsLong();
            long start = System.nanoTime();
            advance(selector, connections, before + calls);
            long wall = System.nanoTime() - start;
            long costNanos = cost.getAsLong() - costBefore;
            for (EchoConnection connection : connections) {
                if (!connection.echoed()) {
                    throw new IOException("replies and calls do not agree in size: calls failed");
                }
            }
            return new Measured(completed(connections) - before, costNanos, wall);
        } finally {
            for (EchoConnection connection : connections) {
                connection.close();
            }
        }
    }

    private static void advance(Selector selector, List<EchoConnection> connections, long until) throws IOException {
        while (completed(connections) < until) {
            int ready = selector.select(
                    key -> {
                        try {
                            ((EchoConnection) key.attachment()).turn();
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    PATIENCE_MILLIS);
            if (ready == 0) {
                throw new IOException(
                        "no answer for " + PATIENCE_MILLIS + " ms after " + completed(connections) + " calls");
            }
        }
    }

    private static long completed(List<EchoConnection> connections) {
        long completed = 0;
        for (EchoConnection connection : connections) {
            completed += connection.completed();
        }
        return completed;
    }
}
