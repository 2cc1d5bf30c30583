package turnout.nativeimpl.node;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Connections that wait for the next call, the last used first. Bounded: one too many is closed. Thread-safe. */
final class IdleConnections {

    // Core closes a connection that idled for 30 s: older than half of that is not worth the risk.
    private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(15);
    // As many calls as Core's default work queue holds.
    private static final int MAX_KEPT = 64;

    private final Deque<NodeConnection> kept = new ArrayDeque<>();
    private boolean closed;

    synchronized @Nullable NodeConnection take() {
        NodeConnection newest = kept.pollFirst();
        if (newest == null || System.nanoTime() - newest.idleSince() < MAX_IDLE_NANOS) {
            return newest;
        }
        // The others idled longer still.
        newest.close();
        closeAll();
        return null;
    }

    synchronized void put(NodeConnection connection) {
        if (closed || kept.size() == MAX_KEPT) {
            connection.close();
            return;
        }
        connection.idleSince(System.nanoTime());
        kept.addFirst(connection);
    }

    synchronized void close() {
        closed = true;
        closeAll();
    }

    private void closeAll() {
        kept.forEach(NodeConnection::close);
        kept.clear();
    }
}
