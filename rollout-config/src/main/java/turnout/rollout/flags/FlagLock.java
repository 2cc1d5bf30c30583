package turnout.rollout.flags;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The right to write a flag file. It is a lock on a file of its own that is never renamed or removed, for a lock on
 * the flag file would belong to the generation that the next rename throws away.
 */
final class FlagLock implements Closeable {

    /**
     * Locks of this process. POSIX gives up a process's lock when any descriptor of the file is closed, so a second
     * attempt must be refused before it opens one.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private FlagLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    static FlagLock take(Path file) throws IOException {
        if (!HELD.add(file)) {
            throw new FlagFileInUse(file);
        }
        FileChannel channel = null;
        FileLock lock = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock = channel.tryLock();
            if (lock == null) {
                throw new FlagFileInUse(file);
            }
            return new FlagLock(file, channel);
        } finally {
            if (lock == null) {
                HELD.remove(file);
                if (channel != null) {
                    channel.close();
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        HELD.remove(file);
    }
}
