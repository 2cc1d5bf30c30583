package turnout.router.app.config;

import java.time.Duration;

/**
 * What clients together, and one of them, may take.
 *
 * @param streamsPerConnection announced as MAX_CONCURRENT_STREAMS
 * @param headerListBytes announced as MAX_HEADER_LIST_SIZE
 * @param requestMessageBytes largest request message, after decompression
 * @param replyMessageBytes largest reply message
 * @param heldBytes bodies and queues of the process that wait for something
 * @param heldBytesPerConnection the same for one connection, both directions
 * @param defaultDeadline of a unary call whose caller gave none
 * @param handshakeTimeout from accept to the client's preface and SETTINGS
 * @param idleTimeout without a stream or a frame, until GOAWAY NO_ERROR
 */
public record LimitSettings(
        int connections,
        int streamsPerConnection,
        int headerListBytes,
        int requestMessageBytes,
        int replyMessageBytes,
        long heldBytes,
        long heldBytesPerConnection,
        Duration defaultDeadline,
        Duration handshakeTimeout,
        Duration idleTimeout) {

    static LimitSettings of(Values values) {
        return new LimitSettings(
                values.get(Keys.LIMITS_CONNECTIONS),
                values.get(Keys.LIMITS_STREAMS_PER_CONNECTION),
                values.bytes(Keys.LIMITS_HEADER_LIST),
                values.bytes(Keys.LIMITS_REQUEST_MESSAGE),
                values.bytes(Keys.LIMITS_REPLY_MESSAGE),
                values.get(Keys.LIMITS_HELD_BYTES),
                values.get(Keys.LIMITS_HELD_BYTES_PER_CONNECTION),
                values.get(Keys.LIMITS_DEFAULT_DEADLINE),
                values.get(Keys.LIMITS_HANDSHAKE_TIMEOUT),
                values.get(Keys.LIMITS_IDLE_TIMEOUT));
    }
}
