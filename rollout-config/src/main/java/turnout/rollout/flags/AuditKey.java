package turnout.rollout.flags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** The key of the audit log's HMAC: 32 random bytes in hex, in a file beside the log that only its owner may read. */
final class AuditKey {

    private static final int BYTES = 32;

    private AuditKey() {}

    static Path fileFor(Path auditFile) {
        return auditFile.resolveSibling(auditFile.getFileName() + ".key");
    }

    /** @throws IOException with a sentence when there is no usable key */
    static SecretKey read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException("The audit log's key " + file + " is missing.");
        }
        try {
            byte[] key = HexFormat.of().parseHex(Files.readString(file).strip());
            if (key.length == BYTES) {
                return new SecretKeySpec(key, "HmacSHA256");
            }
        } catch (IllegalArgumentException notHex) {
            // said below
        }
        throw new IOException("The audit log's key " + file + " is not " + BYTES + " bytes in hex.");
    }

    static SecretKey create(Path file) throws IOException {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (FileChannel channel = FileChannel.open(file, options, ownerOnly)) {
            channel.write(ByteBuffer.wrap((HexFormat.of().formatHex(key) + "\n").getBytes()));
            channel.force(true);
        }
        return new SecretKeySpec(key, "HmacSHA256");
    }
}
