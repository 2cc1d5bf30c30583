package turnout.router.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What mismatches are gathered by.
 *
 * @param operation full name
 * @param pattern the field's path without indices and map keys; {@code *} for everything beyond the clusters that are kept
 * @param kind what is wrong with it, as the comparison says; {@value #NOISE} where PYTHON disagrees with itself on it
 */
public record ClusterKey(String operation, String pattern, String kind) {

    static final String NOISE = "noise";

    /** 40 bits: of two thousand clusters two share a hash with a chance of two in a million. */
    private static final int BYTES = 5;

    static ClusterKey beyond(String operation) {
        return new ClusterKey(operation, "*", "*");
    }

    /** 10 lower-case hex characters, the same in every process. */
    String hash() {
        try {
            byte[] text = (operation + "\n" + pattern + "\n" + kind).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text), 0, BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
