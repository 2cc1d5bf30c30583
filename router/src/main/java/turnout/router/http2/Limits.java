package turnout.router.http2;

/**
 * What one end of a connection announces and enforces.
 *
 * @param maxStreams SETTINGS_MAX_CONCURRENT_STREAMS that we announce
 * @param streamWindow receive window of each stream, bytes
 * @param connectionWindow receive window of the connection, bytes; refilled by itself
 * @param headerListBytes SETTINGS_MAX_HEADER_LIST_SIZE that we announce; a larger list is refused
 */
public record Limits(int maxStreams, int streamWindow, int connectionWindow, int headerListBytes) {}
