package turnout.devnode.rpc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** The password of one run, in a file that only its owner may read: {@code __cookie__:} and 64 hex digits. */
public final class Cookie {
    private final Path file;
    private final byte[] userAndPassword;

    private Cookie(Path file, byte[] userAndPassword) {
        this.file = file;
        this.userAndPassword = userAndPassword;
    }

    /** Writes a new password to {@code directory/.cookie}, whole or not at all. */
    public static Cookie create(Path directory, SecureRandom random) throws IOException {
        byte[] secret = new byte[32];
        random.nextBytes(secret);
        byte[] content = ("__cookie__:" + HexFormat.of().formatHex(secret)).getBytes(StandardCharsets.US_ASCII);
        Path temporary = directory.resolve(".cookie.tmp");
        Files.deleteIfExists(temporary);
        Files.createFile(temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(temporary, content);
        Path file = directory.resolve(".cookie");
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return new Cookie(file, content);
    }

    public Path file() {
        return file;
    }

    /** Whether an Authorization header carries the password; takes the same time whatever is wrong. */
    boolean opens(String authorization) {
        if (!authorization.startsWith("Basic ")) {
            return false;
        }
        try {
            byte[] given = Base64.getDecoder().decode(authorization.substring(6).strip());
            return MessageDigest.isEqual(given, userAndPassword);
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    /** Removes the file, as Core does when it stops. */
    public void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
