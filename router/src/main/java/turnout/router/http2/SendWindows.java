package turnout.router.http2;

import java.util.ArrayDeque;

/** What the peer lets us send (RFC 9113 §5.2, §6.9), and the streams that wait for it, in turn. */
final class SendWindows {

    private final ArrayDeque<Stream> waiting = new ArrayDeque<>();
    private long connection = 65_535;
    private int initial = 65_535;

    void opened(Stream stream) {
        stream.sendWindow = initial;
    }

    /** How much of {@code bytes} may go on the stream now. */
    long allowed(Stream stream, int bytes) {
        return Math.min(bytes, Math.min(connection, stream.sendWindow));
    }

    void spend(Stream stream, int bytes) {
        connection -= bytes;
        stream.sendWindow -= bytes;
    }

    void grow(int increment) throws ConnectionError {
        if (increment == 0) {
            throw new ConnectionError(ErrorCode.PROTOCOL_ERROR, "WINDOW_UPDATE of 0 (RFC 9113 §6.9)");
        }
        connection += increment;
        if (connection > Integer.MAX_VALUE) {
            throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, "the connection's window beyond 2^31-1");
        }
    }

    /** The peer changed SETTINGS_INITIAL_WINDOW_SIZE: open streams change by the difference (§6.9.2). */
    void resize(int newInitial, Iterable<Stream> streams) throws ConnectionError {
        long delta = (long) newInitial - initial;
        initial = newInitial;
        for (Stream stream : streams) {
            stream.sendWindow += delta;
            if (stream.sendWindow > Integer.MAX_VALUE) {
                throw new ConnectionError(ErrorCode.FLOW_CONTROL_ERROR, "a stream's window beyond 2^31-1");
            }
        }
    }

    /** Sends what may go, and puts the stream in line for the rest. */
    void drainOrWait(Stream stream) {
        stream.drain();
        if (stream.sendBlocked() && !stream.waiting) {
            stream.waiting = true;
            waiting.add(stream);
        }
    }

    /** There may be room again: each waiting stream has one turn. */
    void drainWaiting() {
        for (int i = waiting.size(); i > 0; i--) {
            Stream stream = waiting.removeFirst();
            stream.drain();
            if (stream.sendBlocked() && !stream.dead) {
                waiting.addLast(stream);
            } else {
                stream.waiting = false;
            }
        }
    }
}
