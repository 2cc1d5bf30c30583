package turnout.router.app.cli;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Held by the gateway that runs in a {@code var/}. The kernel lets go of it however the process ends, so a gateway that
 * was killed locks nobody out.
 */
final class RunLock implements AutoCloseable {

    private final FileChannel channel;

    private RunLock(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws StartException when another gateway holds it */
    static RunLock take(Path var) throws StartException {
        try {
            Files.createDirectories(var);
            FileChannel channel =
                    FileChannel.open(var.resolve("turnout.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new StartException("another `up` is running in " + var + " (./turnout status describes it)");
            }
            return new RunLock(channel);
        } catch (IOException e) {
            throw new StartException(var + " cannot be written: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
