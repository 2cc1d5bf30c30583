package turnout.nativeimpl.node;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 response (RFC 9112) with its whole body.
 *
 * @param keepsAlive whether another request may follow on the connection
 */
record HttpReply(int status, byte[] body, boolean keepsAlive) {

    // A block with all prevouts in JSON stays below 64 MiB; four times that is not an answer any more.
    private static final int MAX_BODY = 256 << 20;
    private static final int MAX_LINE = 8192;
    private static final int MAX_HEADERS = 100;

    /**
     * Reads the next response.
     *
     * @throws NotHttp when the bytes are no HTTP response
     * @throws IOException when the connection ends or fails
     */
    static HttpReply read(InputStream in) throws IOException {
        String statusLine = line(in);
        if (!statusLine.startsWith("HTTP/1.") || statusLine.length() < 12) {
            throw new NotHttp("no status line");
        }
        int status = number(statusLine.substring(9, 12), 10);
        boolean keepsAlive = statusLine.startsWith("HTTP/1.1");
        boolean chunked = false;
        int length = -1;
        for (int count = 0; ; count++) {
            String header = line(in);
            if (header.isEmpty()) {
                break;
            }
            int colon = header.indexOf(':');
            if (colon < 0 || count == MAX_HEADERS) {
                throw new NotHttp("not a header");
            }
            String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
            String value = header.substring(colon + 1).strip();
            switch (name) {
                case "content-length" -> length = number(value, 10);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "connection" -> keepsAlive = keepsAlive && !value.equalsIgnoreCase("close");
                default -> {}
            }
        }
        if (chunked) {
            return new HttpReply(status, chunks(in), keepsAlive);
        }
        return length >= 0
                ? new HttpReply(status, exactly(in, length), keepsAlive)
                : new HttpReply(status, in.readNBytes(MAX_BODY), false);
    }

    private static byte[] chunks(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            String size = line(in);
            int extension = size.indexOf(';');
            int length = number((extension < 0 ? size : size.substring(0, extension)).strip(), 16);
            if (length == 0) {
                break;
            }
            if (length > MAX_BODY - body.size()) {
                throw new NotHttp("a body that is too long");
            }
            body.writeBytes(exactly(in, length));
            if (!line(in).isEmpty()) {
                throw new NotHttp("a chunk without an end");
            }
        }
        while (!line(in).isEmpty()) {
            // Trailers say nothing that matters here.
        }
        return body.toByteArray();
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the connection ended inside a body");
        }
        return bytes;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection ended");
            }
            if (next == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            if (line.size() == MAX_LINE) {
                throw new NotHttp("a line that is too long");
            }
            line.write(next);
        }
    }

    private static int number(String digits, int radix) throws NotHttp {
        try {
            int number = Integer.parseInt(digits, radix);
            if (number >= 0 && number <= MAX_BODY) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, like a number out of range.
        }
        throw new NotHttp("not a length");
    }

    /** What came is not HTTP. */
    static final class NotHttp extends IOException {
        private static final long serialVersionUID = 1;

        NotHttp(String message) {
            super(message);
        }
    }
}
