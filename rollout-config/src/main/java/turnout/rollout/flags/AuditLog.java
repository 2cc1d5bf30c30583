package turnout.rollout.flags;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

/**
 * The append-only record of who changed what and why: one JSON object a line, each sealed over the one before.
 *
 * <p>Not for several threads or processes: whoever holds the flag file's lock owns it. A line cut off at its end tells
 * itself; whole lines cut off tell by the head that the flag file keeps ({@link #verify(Path, Path)}).
 */
public final class AuditLog {

    /** Room for the longest line: before and after with some hundred held operations each. */
    private static final int TAIL_BYTES = 256 * 1024;

    private final Path file;
    private final SecretKey key;
    private AuditHead head;
    /** Of the lines that are known to be whole. */
    private long lengthBytes;
    /** Whether a line may have been left unfinished behind them. */
    private boolean torn;

    private AuditLog(Path file, SecretKey key, AuditHead head, long lengthBytes) {
        this.file = file;
        this.key = key;
        this.head = head;
        this.lengthBytes = lengthBytes;
    }

    /**
     * Makes log and key when neither exists.
     *
     * @throws IOException with a sentence when the log cannot be continued
     */
    static AuditLog open(Path file) throws IOException {
        Path keyFile = AuditKey.fileFor(file);
        if (!Files.exists(file) && !Files.exists(keyFile)) {
            SecretKey key = AuditKey.create(keyFile);
            Files.createFile(file);
            return new AuditLog(file, key, AuditHead.NONE, 0);
        }
        SecretKey key = AuditKey.read(keyFile);
        if (!Files.exists(file)) {
            Files.createFile(file); // the flag file's head tells that lines are missing
        }
        AuditHead head = continueAt(file);
        return new AuditLog(file, key, head, Files.size(file));
    }

    AuditHead head() {
        return head;
    }

    /** Returns when the line is on the disk. After a failure the log is what it was before. */
    AuditRecord append(AuditEvent event) throws IOException {
        AuditRecord line = AuditLine.sealed(head.seq() + 1, event, head.mac(), key);
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(AuditLine.text(line, head.mac()) + "\n");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            if (torn && channel.size() > lengthBytes) {
                channel.truncate(lengthBytes);
            }
            torn = true;
            channel.position(channel.size());
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false); // the size is part of what is forced; times need not be
            torn = false;
            lengthBytes = channel.size();
        }
        head = new AuditHead(line.seq(), line.mac());
        return line;
    }

    /** The newest records that fit, newest first. Lines that cannot be read are left out: {@link #verify} names them. */
    public static List<AuditRecord> show(Path file, Predicate<AuditRecord> wanted, int limit) throws IOException {
        List<AuditRecord> found = new ArrayList<>();
        if (!Files.exists(file)) {
            return found;
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            lines.flatMap(AuditLog::readable).filter(wanted).forEach(line -> {
                found.addFirst(line);
                if (found.size() > limit) {
                    found.removeLast();
                }
            });
        }
        return found;
    }

    /** Checks every line against the key beside the log. */
    public static AuditCheck verify(Path file) {
        return AuditVerification.of(file, Optional.empty());
    }

    /** Checks every line, and that the log still holds the head that the flag file remembers. */
    public static AuditCheck verify(Path file, Path flagFile) {
        return AuditVerification.of(file, Optional.of(flagFile));
    }

    private static Stream<AuditRecord> readable(String latin1) {
        try {
            return Stream.of(AuditLine.parse(utf8(latin1)));
        } catch (IOException unreadable) {
            return Stream.empty();
        }
    }

    /** Lines are read byte by byte as Latin-1, so that a broken byte cannot stop the reader, and decoded one by one. */
    static String utf8(String latin1) {
        return new String(latin1.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** Cuts what a crash left of a line, and finds the last whole one. */
    private static AuditHead continueAt(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long from = Math.max(0, channel.size() - TAIL_BYTES);
            ByteBuffer tail = ByteBuffer.allocate((int) (channel.size() - from));
            while (tail.hasRemaining() && channel.read(tail, from + tail.position()) >= 0) {}
            String text = new String(tail.array(), StandardCharsets.ISO_8859_1);
            int end = text.lastIndexOf('\n');
            if (end + 1 < text.length()) {
                channel.truncate(from + end + 1);
            }
            if (end < 0) {
                return AuditHead.NONE;
            }
            AuditRecord last = AuditLine.parse(utf8(text.substring(text.lastIndexOf('\n', end - 1) + 1, end)));
            return new AuditHead(last.seq(), last.mac());
        } catch (IOException broken) {
            throw new IOException(
                    "The audit log " + file + " cannot be continued, for of its last line " + broken.getMessage()
                            + "; run audit verify, move the log and its key away, and start again.",
                    broken);
        }
    }
}
