package turnout.devnode.rpc;

/**
 * What is written back for one HTTP request.
 *
 * @param headers whole header lines, each with its end
 * @param close whether the connection ends with it
 * @param cutOff whether it ends in the middle of the body
 */
record HttpReply(int status, String headers, String body, boolean close, boolean cutOff) {
    private HttpReply(int status, String headers, String body) {
        this(status, headers, body, false, false);
    }

    static HttpReply json(int status, String body) {
        return new HttpReply(status, "Content-Type: application/json\r\n", body);
    }

    static HttpReply empty(int status) {
        return new HttpReply(status, "", "");
    }

    static HttpReply text(int status, String text) {
        return new HttpReply(status, "Content-Type: text/html; charset=ISO-8859-1\r\n", text);
    }

    static HttpReply unauthorized() {
        return new HttpReply(401, "WWW-Authenticate: Basic realm=\"jsonrpc\"\r\n", "");
    }

    HttpReply thenClose() {
        return new HttpReply(status, headers, body, true, cutOff);
    }

    HttpReply thenCutOff() {
        return new HttpReply(status, headers, body, true, true);
    }

    String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 503 -> "Service Unavailable";
            case 413 -> "Request Entity Too Large";
            default -> "Internal Server Error";
        };
    }
}
