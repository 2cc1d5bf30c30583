package turnout.router.engine;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.netty.util.concurrent.FastThreadLocal;
import java.util.Base64;
import turnout.router.http2.HeaderBlock;

/** Reads the rich error out of a reply's trailers. */
public final class ReplyDetails {

    private static final byte[] DETAILS = "grpc-status-details-bin".getBytes(US_ASCII);
    private static final byte[] NONE = {};

    /** A cursor holds some 200 KiB of room; a thread that compares needs one. */
    private static final FastThreadLocal<HeaderBlock> BLOCK = new FastThreadLocal<>() {
        @Override
        protected HeaderBlock initialValue() {
            return new HeaderBlock();
        }
    };

    private ReplyDetails() {}

    /**
     * The serialized {@code google.rpc.Status}.
     *
     * @param block context-free and valid
     * @return empty where there is none, or it is not base64
     */
    public static byte[] of(byte[] block) {
        HeaderBlock fields = BLOCK.get();
        fields.begin(block);
        while (fields.next()) {
            if (fields.nameIs(DETAILS)) {
                try {
                    return Base64.getDecoder().decode(fields.valueText());
                } catch (IllegalArgumentException e) {
                    return NONE;
                }
            }
        }
        return NONE;
    }
}
