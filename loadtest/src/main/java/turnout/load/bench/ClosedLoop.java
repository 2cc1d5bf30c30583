package turnout.load.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;

/** The generator of the benches, the same for every peer: connections × streams, each call replaced when it ends. */
final class ClosedLoop {

    /** Silence of all connections after which the peer is given up. */
    static final long PATIENCE_MILLIS = 10_000;

    private ClosedLoop() {}

    /** @param costNanos what each meter grew by while the calls ran */
    record Measured(long calls, List<Long> costNanos, long wallNanos) {

        Measured {
            costNanos = List.copyOf(costNanos);
        }

        /** Of CPU per call, by the first meter. */
        double micros() {
            return costNanos.getFirst() / 1e3 / calls;
        }

        double callsPerSecond() {
            return calls * 1e9 / wallNanos;
        }
    }

    /** @param streams calls that each connection keeps open */
    record Shape(int connections, int streams) {
        @Override
        public String toString() {
            return connections + " x " + streams;
        }
    }

    /** When a part of a run is over, by what has happened since it began. */
    interface Until {
        boolean reached(long calls, long nanos);

        static Until calls(long number) {
            return (calls, nanos) -> calls >= number;
        }

        static Until nanos(long duration) {
            return (calls, nanos) -> nanos >= duration;
        }
    }

    /**
     * Runs a warm-up, then measures without a pause in between.
     *
     * @param meters the processes whose CPU is told
     * @throws IOException when a call fails, or the peer stops answering
     */
    static Measured run(LoopConnection.Opening opening, Shape shape, Until warm, Until enough, List<ProcessCost> meters)
            throws IOException {
        List<LoopConnection> connections = new ArrayList<>();
        try (Selector selector = Selector.open()) {
            for (int i = 0; i < shape.connections(); i++) {
                LoopConnection connection = opening.open();
                connections.add(connection);
                connection.register(selector);
                connection.start(shape.streams());
            }
            advance(selector, connections, warm);
            long before = completed(connections);
            List<Long> costBefore = meters.stream().map(ProcessCost::cpuNanos).toList();
            long wall = advance(selector, connections, enough);
            List<Long> cost = new ArrayList<>();
            for (int i = 0; i < meters.size(); i++) {
                cost.add(meters.get(i).cpuNanos() - costBefore.get(i));
            }
            for (LoopConnection connection : connections) {
                if (!connection.answered()) {
                    throw new IOException("replies and calls do not agree in size: calls failed");
                }
            }
            return new Measured(completed(connections) - before, cost, wall);
        } catch (UncheckedIOException e) {
            throw new IOException(e.getMessage(), e);
        } finally {
            for (LoopConnection connection : connections) {
                connection.close();
            }
        }
    }

    /** @return how long it took, in nanoseconds */
    private static long advance(Selector selector, List<LoopConnection> connections, Until until) throws IOException {
        long before = completed(connections);
        long start = System.nanoTime();
        while (true) {
            long nanos = System.nanoTime() - start;
            if (until.reached(completed(connections) - before, nanos)) {
                return nanos;
            }
            int ready = selector.select(key -> turn((LoopConnection) key.attachment()), PATIENCE_MILLIS);
            if (ready == 0) {
                throw new IOException(
                        "no answer for " + PATIENCE_MILLIS + " ms after " + completed(connections) + " calls");
            }
        }
    }

    private static void turn(LoopConnection connection) {
        try {
            long before = connection.completed();
            connection.read(number -> {});
            connection.start((int) (connection.completed() - before));
        } catch (IOException e) {
            throw new UncheckedIOException(String.valueOf(e.getMessage()), e);
        }
    }

    private static long completed(List<LoopConnection> connections) {
        long completed = 0;
        for (LoopConnection connection : connections) {
            completed += connection.completed();
        }
        return completed;
    }
}
