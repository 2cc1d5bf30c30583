package turnout.router.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The first administrator's token. It never leaves this class: it can only be compared with. */
public final class OpsToken {

    private static final int RANDOM_BYTES = 32;

    /** A shorter one was put there by hand, and could be guessed. */
    private static final int SHORTEST = 32;

    private final byte[] token;

    private OpsToken(byte[] token) {
        this.token = token;
    }

    /**
     * Reads the token, or makes one that only its owner may read.
     *
     * @throws IOException with a sentence when the file cannot be read or made, or holds something too short
     */
    public static OpsToken loadOrCreate(Path file) throws IOException {
        if (!Files.exists(file)) {
            create(file);
        }
        byte[] token = Files.readString(file).strip().getBytes(StandardCharsets.UTF_8);
        if (token.length < SHORTEST) {
            throw new IOException("The token in " + file + " has " + token.length + " characters (expected: at least "
                    + SHORTEST + "); remove the file and a new one is made.");
        }
        return new OpsToken(token);
    }

    /** Takes as long for a nearly right token as for a wrong one. */
    boolean matches(String presented) {
        return MessageDigest.isEqual(token, presented.getBytes(StandardCharsets.UTF_8));
    }

    private static void create(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random) + "\n";
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (FileChannel channel = FileChannel.open(file, options, ownerOnly)) {
            channel.write(ByteBuffer.wrap(token.getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
    }

    @Override
    public String toString() {
        return "OpsToken(masked)";
    }
}
