package turnout.router.http2;

/**
 * The peer broke the protocol in a way that ends the whole connection (RFC 9113 §5.4.1). No stack trace: hostile peers
 * make many of these, and the place of the throw says nothing that the message does not.
 */
final class ConnectionError extends Exception {

    private static final long serialVersionUID = 1L;

    final int code;

    ConnectionError(int code, String message) {
        super(message, null, false, false);
        this.code = code;
    }
}
