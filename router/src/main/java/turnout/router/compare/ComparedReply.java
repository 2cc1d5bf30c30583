package turnout.router.compare;

/**
 * What is compared of a reply, on the heap and independent of any buffer.
 *
 * @param status gRPC's number; 0 is OK
 * @param details of a failure: a {@code google.rpc.Status} as {@code grpc-status-details-bin} carries it, decoded from
 *     base64; empty for none
 * @param body the message of an answer, uncompressed and without gRPC's five bytes; not looked at in a failure
 */
@SuppressWarnings("ArrayRecordComponent") // Compared by value nowhere; copying would double the bytes held.
public record ComparedReply(int status, byte[] details, byte[] body) {

    private static final byte[] NOTHING = {};

    public static ComparedReply answer(byte[] body) {
        return new ComparedReply(0, NOTHING, body);
    }

    /** @param details may be empty */
    public static ComparedReply failure(int status, byte[] details) {
        return new ComparedReply(status, details, NOTHING);
    }

    public boolean failed() {
        return status != 0;
    }
}
