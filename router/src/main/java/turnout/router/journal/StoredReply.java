package turnout.router.journal;

/**
 * A reply as it may be written down.
 *
 * @param status gRPC's number
 * @param details of a failure: a {@code google.rpc.Status}
 * @param body of an answer
 */
public record StoredReply(int status, StoredMessage details, StoredMessage body) {}
