package turnout.load.bench;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Calls of one method that take turns, and how each is answered, byte for byte.
 *
 * @param method full name, without a leading slash
 * @param messages serialized requests, sent in turn
 * @param replies of the same number, all of one size
 */
record Workload(String method, List<byte[]> messages, List<byte[]> replies) {

    /** So that a request is one DATA frame of HTTP/2, whose smallest limit is 16,384 with gRPC's prefix. */
    private static final int LARGEST_MESSAGE = 16_000;

    Workload {
        messages = List.copyOf(messages);
        replies = List.copyOf(replies);
        if (messages.size() != replies.size()
                || messages.stream().anyMatch(message -> message.length > LARGEST_MESSAGE)
                || replies.stream().mapToInt(reply -> reply.length).distinct().count() > 1) {
            throw new IllegalArgumentException(method + ": not one reply of one size for each small message");
        }
    }

    int replyBytes() {
        return replies.getFirst().length;
    }

    /** Whether it answers one of the messages. */
    boolean isReply(ByteBuffer message) {
        for (byte[] reply : replies) {
            if (message.equals(ByteBuffer.wrap(reply))) {
                return true;
            }
        }
        return false;
    }
}
