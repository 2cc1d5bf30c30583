package turnout.router.stop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What stands on the disk: {@code STOP.off}, which becomes {@code STOP} by a rename, because a rename needs no space;
 * and {@code stop.json}, so that neither file's loss nor a restart changes what is in force. Each
 * method is whole by itself; who may call which, and in what order, is {@link StopDisk}'s.
 */
final class StopFiles {

    private static final String NOTE = "Rename this file to STOP, and every call goes to PYTHON.\n";
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final Path set;
    private final Path off;
    private final Path state;

    StopFiles(Path folder) {
        this.folder = folder;
        this.set = folder.resolve("STOP");
        this.off = folder.resolve("STOP.off");
        this.state = folder.resolve("stop.json");
    }

    /** Whether somebody renamed the file: one look at the folder, nothing else. */
    boolean set() {
        return Files.exists(set);
    }

    /** Sees to it that there is a file to rename. */
    void arm() throws IOException {
        if (!Files.exists(set) && !Files.exists(off)) {
            create(off);
        }
    }

    void pull() throws IOException {
        if (Files.exists(set)) {
            return;
        }
        try {
            Files.move(off, set, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException noneToRename) {
            create(set);
        }
    }

    void release() throws IOException {
        try {
            Files.move(set, off, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException removedByHand) {
            arm();
        }
    }

    /** What the last process left; a file that cannot be read means stopped, for it may have said so. */
    StopState read(Instant now) {
        try {
            return JSON.readValue(Files.readString(state), StopState.class);
        } catch (NoSuchFileException firstStart) {
            return StopState.untouched(now);
        } catch (IOException | JacksonException broken) {
            return new StopState(0, true, "turnout", state + " cannot be read", now, new TreeSet<>());
        }
    }

    /** Returns when it is on the disk, whole. */
    void write(StopState now) throws IOException {
        Path next = folder.resolve("stop.json.next");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            ByteBuffer bytes = ByteBuffer.wrap(JSON.writeValueAsBytes(now));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(false);
        }
        Files.move(next, state, StandardCopyOption.ATOMIC_MOVE);
    }

    /** On a full disk the note is lost, the file is not. */
    private static void create(Path file) throws IOException {
        try {
            Files.writeString(file, NOTE, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException somebodyElseDid) {
            return;
        } catch (IOException noRoom) {
            if (!Files.exists(file)) {
                throw noRoom;
            }
        }
    }
}
