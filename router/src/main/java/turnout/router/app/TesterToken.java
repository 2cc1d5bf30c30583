package turnout.router.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The token that lets a load tester force an engine; a file that its owner alone can read. */
final class TesterToken {

    private static final int RANDOM_BYTES = 32;

    private TesterToken() {}

    /** The token in the file, made at the first start. */
    static byte[] loadOrCreate(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        byte[] token = Base64.getUrlEncoder().withoutPadding().encode(random);
        try {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.write(file, token);
            return token;
        } catch (FileAlreadyExistsException e) {
            return Files.readString(file).strip().getBytes(US_ASCII);
        }
    }
}
