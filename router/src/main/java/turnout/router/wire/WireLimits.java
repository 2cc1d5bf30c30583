package turnout.router.wire;

import java.time.Duration;

/**
 * What clients together, and one of them, may take (design §5).
 *
 * @param heldBytes bodies that wait for something, in the whole process
 * @param heldBytesPerConnection the same for one connection
 */
public record WireLimits(
        int connections,
        int streamsPerConnection,
        int headerListBytes,
        int requestMessageBytes,
        long heldBytes,
        long heldBytesPerConnection,
        Duration defaultDeadline,
        Duration pythonDeadline,
        Duration handshakeTimeout,
        Duration idleTimeout) {}
