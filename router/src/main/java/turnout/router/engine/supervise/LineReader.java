package turnout.router.engine.supervise;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Lines of a child's output in bounded memory: a child that never ends its line must not fill our heap. One thread. */
final class LineReader {

    /** Room for a log line with a stack's worth of text; what is beyond is cut off. */
    static final int LONGEST_BYTES = 8 * 1024;

    private final InputStream in;
    private final byte[] line = new byte[LONGEST_BYTES];

    /** @param in buffered, since it is read byte by byte */
    LineReader(InputStream in) {
        this.in = in;
    }

    /**
     * The next line without its end, malformed UTF-8 and control characters replaced, so that a child cannot forge lines
     * of our log; null at the end of the stream.
     */
    @Nullable
    String next() throws IOException {
        int length = 0;
        int next = in.read();
        if (next < 0) {
            return null;
        }
        while (next >= 0 && next != '\n') {
            if (length < LONGEST_BYTES) {
                line[length++] = (byte) next;
            }
            next = in.read();
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return printable(new String(line, 0, length, StandardCharsets.UTF_8));
    }

    private static String printable(String text) {
        StringBuilder clean = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            clean.append(Character.isISOControl(c) && c != '\t' ? '\uFFFD' : c);
        }
        return clean.toString();
    }
}
