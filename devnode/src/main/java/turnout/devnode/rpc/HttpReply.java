package turnout.devnode.rpc;

/**
 * What is written back for one HTTP request.
 *
 * @param headers whole header lines, each with its end
 * @param close whether the connection ends with it
 */
record HttpReply(int status, String headers, String body, boolean close) {
    static HttpReply json(int status, String body) {
        return new HttpReply(status, "Content-Type: application/json\r\n", body, false);
    }

    static HttpReply empty(int status) {
        return new HttpReply(status, "", "", false);
    }

    static HttpReply text(int status, String text) {
        return new HttpReply(status, "Content-Type: text/html; charset=ISO-8859-1\r\n", text, false);
    }

    static HttpReply unauthorized() {
        return new HttpReply(401, "WWW-Authenticate: Basic realm=\"jsonrpc\"\r\n", "", false);
    }

    HttpReply thenClose() {
        return new HttpReply(status, headers, body, true);
    }

    String reason() {
        return switch (status) {
            case 200 -> "OK";
            case 204 -> "No Content";
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 413 -> "Request Entity Too Large";
            default -> "Internal Server Error";
        };
    }
}
