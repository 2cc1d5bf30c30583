package turnout.rollout.flags;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The flag file, its previous generation and the lock that makes this process its only writer.
 *
 * <p>A write goes to a temporary file beside it, is forced to the disk and renamed over it, so that a reader or a crash
 * at any moment finds a whole generation. What stood there before stays as the previous one.
 */
final class FlagFile implements Closeable {

    private final Path file;
    private final Path previous;
    private final Path temporary;
    private final FlagLock lock;
    private @Nullable Stamp written;

    private FlagFile(Path file, FlagLock lock) {
        this.file = file;
        this.previous = sibling(file, ".previous.json");
        this.temporary = sibling(file, ".json.tmp");
        this.lock = lock;
    }

    /** @throws FlagFileInUse when another process, or this one, has it open */
    static FlagFile open(Path file) throws IOException {
        Path absolute = file.toAbsolutePath();
        Files.createDirectories(absolute.getParent());
        return new FlagFile(absolute, FlagLock.take(sibling(absolute, ".lock")));
    }

    boolean exists() {
        return Files.exists(file) || Files.exists(previous);
    }

    FlagDocument read() throws IOException {
        Optional<Stamp> stamp = Stamp.of(file);
        FlagDocument document = FlagDocument.parse(Files.readAllBytes(file));
        written = stamp.orElse(null);
        return document;
    }

    FlagDocument readPrevious() throws IOException {
        return FlagDocument.parse(Files.readAllBytes(previous));
    }

    /** Whether the file is, by size, time and inode, the one that was last read or written here. */
    boolean untouched() throws IOException {
        return written != null && Stamp.of(file).filter(written::equals).isPresent();
    }

    /** Returns when the document is on the disk and has the file's name. After a failure the file is what it was before. */
    void write(FlagDocument document) throws IOException {
        try (FileChannel channel = FileChannel.open(
                temporary, StandardOpenOption.WRITE, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(document.bytes());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
        if (untouched()) {
            keepAsPrevious(); // a file that somebody else broke is not worth keeping
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        written = Stamp.of(file).orElse(null);
    }

    /** Returns when the rename is on the disk too: until then a crash may bring back the generation before. */
    void force() throws IOException {
        try (FileChannel folder = FileChannel.open(file.getParent(), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    /** By a second name for the same inode, so that neither name is ever without a whole file. */
    private void keepAsPrevious() throws IOException {
        Path second = sibling(file, ".previous.tmp");
        Files.deleteIfExists(second);
        try {
            Files.createLink(second, file);
        } catch (IOException | UnsupportedOperationException noHardLinks) {
            Files.copy(file, second);
        }
        Files.move(second, previous, StandardCopyOption.ATOMIC_MOVE);
    }

    /** {@code flags.json} → {@code flags} + ending. */
    private static Path sibling(Path file, String ending) {
        return file.resolveSibling(file.getFileName().toString().replaceFirst("\\.json$", "") + ending);
    }

    private record Stamp(long size, FileTime time, @Nullable Object inode) {

        static Optional<Stamp> of(Path file) throws IOException {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            var attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return Optional.of(new Stamp(attributes.size(), attributes.lastModifiedTime(), attributes.fileKey()));
        }
    }
}
