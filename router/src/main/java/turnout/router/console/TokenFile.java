package turnout.router.console;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The tokens beside the first administrator's: one line each, in a file that its owner alone may read. */
public final class TokenFile {

    private static final int RANDOM_BYTES = 32;
    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path file;

    public TokenFile(Path file) {
        this.file = file;
    }

    /**
     * All entries; none when there is no file.
     *
     * @throws IOException with a sentence when a line is wrong, or somebody else may read or write the file
     */
    public List<TokenEntry> entries() throws IOException {
        List<String> lines;
        try {
            if (!OWNER.containsAll(Files.getPosixFilePermissions(file))) {
                throw new IOException(file + " may be read or written by others (expected: mode 600)");
            }
            lines = Files.readAllLines(file);
        } catch (NoSuchFileException none) {
            return List.of();
        }
        List<TokenEntry> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isBlank() || lines.get(i).startsWith("#")) {
                continue;
            }
            try {
                entries.add(TokenEntry.parse(lines.get(i)));
            } catch (IOException wrong) {
                throw new IOException(file + ":" + (i + 1) + ": the line " + wrong.getMessage(), wrong);
            }
        }
        return entries;
    }

    /**
     * Adds somebody.
     *
     * @return the token, which is kept nowhere
     * @throws IOException with a sentence when the name is taken or none, or the file cannot be written
     */
    public String add(String name, AccessRole role) throws IOException {
        if (!TokenEntry.isName(name)) {
            throw new IOException(
                    "\"" + name + "\" is not a name (expected: letters, digits and . _ @ + -, at most 40)");
        }
        List<TokenEntry> entries = new ArrayList<>(entries());
        if (entries.stream().anyMatch(entry -> entry.name().equals(name))) {
            throw new IOException(name + " has a token already; remove it first");
        }
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        entries.add(TokenEntry.of(name, role, token));
        write(entries);
        return token;
    }

    /** @return false when there is nobody of this name */
    public boolean remove(String name) throws IOException {
        List<TokenEntry> entries = new ArrayList<>(entries());
        boolean removed = entries.removeIf(entry -> entry.name().equals(name));
        if (removed) {
            write(entries);
        }
        return removed;
    }

    Path path() {
        return file;
    }

    /** At once, so that a gateway that reads it meanwhile finds all of it. */
    private void write(List<TokenEntry> entries) throws IOException {
        var text = new StringBuilder();
        entries.forEach(entry -> text.append(entry.line()).append('\n'));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.deleteIfExists(next);
        var options = Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
        try (FileChannel channel = FileChannel.open(next, options, PosixFilePermissions.asFileAttribute(OWNER))) {
            channel.write(ByteBuffer.wrap(text.toString().getBytes(StandardCharsets.US_ASCII)));
            channel.force(true);
        }
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
