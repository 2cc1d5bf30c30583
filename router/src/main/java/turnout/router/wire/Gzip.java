package turnout.router.wire;

import java.io.IOException;
import java.util.zip.GZIPInputStream;
import turnout.router.call.Body;

/** Decompresses a request, so that compression does not change a caller's engine. */
final class Gzip {

    private Gzip() {}

    static final class TooLargeException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @throws TooLargeException when it would be more than {@code limitBytes}; no more than that is ever made
     * @throws IOException when it is not gzip
     */
    static Body inflate(Body compressed, int limitBytes) throws IOException, TooLargeException {
        byte[] bytes = new byte[compressed.length()];
        compressed.view().get(bytes);
        try (var in = new GZIPInputStream(new java.io.ByteArrayInputStream(bytes))) {
            byte[] inflated = in.readNBytes(limitBytes);
            if (in.read() >= 0) {
                throw new TooLargeException();
            }
            return Body.of(inflated);
        }
    }
}
