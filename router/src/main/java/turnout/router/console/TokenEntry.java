package turnout.router.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * One line of the tokens' file: {@code NAME ROLE SHA-256}. The token has 256 random bits, so its plain digest gives
 * nothing away.
 *
 * @param digest 64 hex digits
 */
public record TokenEntry(String name, AccessRole role, String digest) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,39}");
    private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static TokenEntry of(String name, AccessRole role, String token) {
        return new TokenEntry(name, role, digest(token));
    }

    /** @throws IOException with a sentence that does not repeat the line */
    static TokenEntry parse(String line) throws IOException {
        String[] parts = line.strip().split("\\s+");
        if (parts.length != 3 || !isName(parts[0]) || !DIGEST.matcher(parts[2]).matches()) {
            throw new IOException("is not NAME ROLE SHA-256");
        }
        AccessRole role = AccessRole.of(parts[1])
                .orElseThrow(() -> new IOException("has no role (expected: viewer, operator or administrator)"));
        return new TokenEntry(parts[0], role, parts[2]);
    }

    String line() {
        return name + " " + role.text() + " " + digest;
    }

    /** Takes as long for a nearly right token as for a wrong one. */
    boolean matches(String presentedDigest) {
        return MessageDigest.isEqual(
                digest.getBytes(StandardCharsets.US_ASCII), presentedDigest.getBytes(StandardCharsets.US_ASCII));
    }

    static String digest(String token) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
