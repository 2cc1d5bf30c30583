package turnout.router.journal;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import turnout.router.compare.Digests;

/** The key of the digests that stand in for what is sensitive: one for a node, so that digests of weeks compare. */
public final class DigestKey {

    private static final int RANDOM_BYTES = 32;

    private DigestKey() {}

    /**
     * By the key in the file, made at the first start with mode 0600.
     *
     * @throws IOException also when the file holds no key
     */
    public static Digests loadOrCreate(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        try {
            Path made = Files.createTempFile(
                    file.toAbsolutePath().getParent(),
                    "digest",
                    ".key",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(made, HexFormat.of().formatHex(random) + "\n");
            try {
                Files.createLink(file, made); // whole, and never over another one
            } finally {
                Files.delete(made);
            }
            return Digests.of(random);
        } catch (FileAlreadyExistsException e) {
            return read(file);
        }
    }

    private static Digests read(Path file) throws IOException {
        try {
            return Digests.of(HexFormat.of().parseHex(Files.readString(file).strip()));
        } catch (IllegalArgumentException e) {
            throw new IOException(file + " holds no key of 16 or more bytes in hex", e);
        }
    }
}
