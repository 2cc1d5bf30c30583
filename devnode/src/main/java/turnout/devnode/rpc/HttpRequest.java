package turnout.devnode.rpc;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import turnout.nativeimpl.codec.Slice;

/**
 * One HTTP/1.x request, read whole (RFC 9112).
 *
 * @param headers by lower-case name
 */
record HttpRequest(String method, String path, boolean keepAlive, Map<String, String> headers, Slice body) {
    // Core's MAX_HEADERS_SIZE and MAX_SIZE.
    private static final int MAX_HEAD_BYTES = 8192;
    private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

    /** The request cannot be understood; the connection ends with this status. */
    static final class Malformed extends IOException {
        final int status;

        Malformed(int status, String message) {
            super(message);
            this.status = status;
        }
    }

    /** Empty where the peer ended the connection before the first byte of another request. */
    static Optional<HttpRequest> read(InputStream in, OutputStream out) throws IOException {
        int[] left = {MAX_HEAD_BYTES};
        String line = headLine(in, left);
        while (line != null && line.isEmpty()) {
            line = headLine(in, left);
        }
        if (line == null) {
            return Optional.empty();
        }
        String[] start = line.split(" ", -1);
        if (start.length != 3 || !start[2].startsWith("HTTP/1.")) {
            throw new Malformed(400, "request line");
        }
        Map<String, String> headers = headers(in, left);
        String connection = headers.getOrDefault("connection", "").toLowerCase(Locale.ROOT);
        boolean keepAlive = start[2].equals("HTTP/1.0") ? connection.equals("keep-alive") : !connection.equals("close");
        if (headers.getOrDefault("expect", "").equalsIgnoreCase("100-continue")) {
            out.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
        }
        return Optional.of(new HttpRequest(start[0], start[1], keepAlive, headers, Slice.of(body(in, headers))));
    }

    private static Map<String, String> headers(InputStream in, int[] left) throws IOException {
        Map<String, String> headers = new HashMap<>();
        while (true) {
            String line = headLine(in, left);
            if (line == null) {
                throw new EOFException("connection ended in the headers");
            }
            if (line.isEmpty()) {
                return headers;
            }
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new Malformed(400, "header line");
            }
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
    }

    private static byte[] body(InputStream in, Map<String, String> headers) throws IOException {
        String coding = headers.getOrDefault("transfer-encoding", "");
        if (coding.equalsIgnoreCase("chunked")) {
            return chunkedBody(in);
        }
        if (!coding.isEmpty()) {
            throw new Malformed(400, "transfer coding");
        }
        return exactly(in, length(headers.getOrDefault("content-length", "0"), 10));
    }

    private static byte[] chunkedBody(InputStream in) throws IOException {
        byte[] body = new byte[0];
        while (true) {
            String sizeLine = requireLine(in);
            int size = length(sizeLine.split(";", 2)[0].strip(), 16);
            if (size == 0) {
                break;
            }
            if (body.length + size > MAX_BODY_BYTES) {
                throw new Malformed(413, "body");
            }
            byte[] longer = Arrays.copyOf(body, body.length + size);
            System.arraycopy(exactly(in, size), 0, longer, body.length, size);
            body = longer;
            requireLine(in);
        }
        while (!requireLine(in).isEmpty()) {
            // Trailers say nothing to us.
        }
        return body;
    }

    private static int length(String text, int radix) throws Malformed {
        try {
            int length = Integer.parseInt(text, radix);
            if (length >= 0 && length <= MAX_BODY_BYTES) {
                return length;
            }
        } catch (NumberFormatException notANumber) {
            throw new Malformed(400, "length");
        }
        throw new Malformed(413, "length");
    }

    private static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("connection ended in the body");
        }
        return bytes;
    }

    private static String requireLine(InputStream in) throws IOException {
        String line = headLine(in, new int[] {MAX_HEAD_BYTES});
        if (line == null) {
            throw new EOFException("connection ended in the body");
        }
        return line;
    }

    /** Without its end; null at the end of the stream. */
    private static @Nullable String headLine(InputStream in, int[] left) throws IOException {
        StringBuilder line = new StringBuilder(64);
        int c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= 0 && c != '\n') {
            if (--left[0] < 0) {
                throw new Malformed(400, "headers are longer than " + MAX_HEAD_BYTES);
            }
            line.append((char) c);
            c = in.read();
        }
        int end = line.length();
        if (end > 0 && line.charAt(end - 1) == '\r') {
            line.setLength(end - 1);
        }
        return line.toString();
    }
}
