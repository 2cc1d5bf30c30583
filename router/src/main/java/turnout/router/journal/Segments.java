package turnout.router.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Numbered files that are only appended to, and deleted whole. Each start begins a new one, so that what a crash left at
 * the end of the last is never written behind. One thread writes; sizes and reading are for
 * any.
 */
final class Segments implements AutoCloseable {

    private static final Set<PosixFilePermission> OWNER =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private final Path directory;
    private final String name;
    private final long segmentBytes;
    private final ConcurrentSkipListMap<Integer, Long> sizes;
    private @Nullable FileChannel head;

    private Segments(Path directory, String name, long segmentBytes, ConcurrentSkipListMap<Integer, Long> sizes) {
        this.directory = directory;
        this.name = name;
        this.segmentBytes = segmentBytes;
        this.sizes = sizes;
    }

    /**
     * Writes nothing yet.
     *
     * @param segmentBytes a file of this size gets no further record
     */
    static Segments open(Path directory, String name, long segmentBytes) throws IOException {
        ConcurrentSkipListMap<Integer, Long> sizes = new ConcurrentSkipListMap<>();
        Pattern pattern = Pattern.compile(Pattern.quote(name) + "-(\\d{8})\\.log");
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    Matcher matcher = pattern.matcher(file.getFileName().toString());
                    if (matcher.matches()) {
                        sizes.put(Integer.parseInt(matcher.group(1)), Files.size(file));
                    }
                }
            }
        }
        return new Segments(directory, name, segmentBytes, sizes);
    }

    /** Numbers and sizes in bytes, oldest first. */
    Map<Integer, Long> sizes() {
        return new TreeMap<>(sizes);
    }

    long totalBytes() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether it is the one that is written to. */
    boolean isHead(int segment) {
        return head != null && sizes.lastKey() == segment;
    }

    /**
     * Written whole, or not at all.
     *
     * @throws IOException when it is not; the next one may be
     */
    Location append(byte[] payload) throws IOException {
        FileChannel channel = head;
        if (channel == null || sizes.lastEntry().getValue() >= segmentBytes) {
            channel = roll();
        }
        int segment = sizes.lastKey();
        long offset = sizes.lastEntry().getValue();
        ByteBuffer frame = Frames.framed(payload);
        int bytes = frame.remaining();
        try {
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        } catch (IOException e) {
            takeBack(channel, offset);
            throw e;
        }
        sizes.put(segment, offset + bytes);
        return new Location(segment, offset, bytes);
    }

    /** The next record goes to a new file. */
    void closeHead() throws IOException {
        FileChannel channel = head;
        head = null;
        if (channel != null) {
            try (channel) {
                channel.force(false);
            }
        }
    }

    /** On the disk itself, so that what it replaces may be deleted. */
    void force() throws IOException {
        FileChannel channel = head;
        if (channel != null) {
            channel.force(false);
        }
    }

    void delete(int segment) throws IOException {
        Files.deleteIfExists(file(segment));
        sizes.remove(segment);
    }

    /** Reads a whole file; what is appended meanwhile may be missing. */
    Frames.Damage scan(int segment, Frames.Visitor visitor) throws IOException {
        try {
            return Frames.scan(Files.readAllBytes(file(segment)), visitor);
        } catch (NoSuchFileException deleted) {
            return new Frames.Damage(0, false);
        }
    }

    /** @throws IOException also when the record is gone or broken */
    byte[] read(Location location) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(location.bytes());
        try (FileChannel file = FileChannel.open(file(location.segment()), StandardOpenOption.READ)) {
            while (frame.hasRemaining() && file.read(frame, location.offset() + frame.position()) >= 0) {}
        }
        return Frames.payloadAt(frame.flip(), 0)
                .orElseThrow(() -> new IOException("a broken record in " + file(location.segment())));
    }

    @Override
    public void close() throws IOException {
        closeHead();
    }

    private FileChannel roll() throws IOException {
        closeHead();
        Files.createDirectories(
                directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        int segment = sizes.isEmpty() ? 1 : sizes.lastKey() + 1;
        FileChannel channel = FileChannel.open(
                file(segment),
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(OWNER));
        sizes.put(segment, 0L);
        head = channel;
        return channel;
    }

    /** Half a record is cut off, which needs no room; where even that fails, the next record gets a file of its own. */
    private void takeBack(FileChannel channel, long offset) {
        try {
            channel.truncate(offset);
            channel.position(offset);
        } catch (IOException e) {
            head = null;
            try {
                sizes.put(sizes.lastKey(), channel.size());
                channel.close();
            } catch (IOException gone) {
                e.addSuppressed(gone);
            }
        }
    }

    private Path file(int segment) {
        return directory.resolve(String.format("%s-%08d.log", name, segment));
    }
}
