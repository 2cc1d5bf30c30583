package turnout.load.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a bench has started, and the folder in which it did; both are gone when this is closed. */
final class Processes implements AutoCloseable {

    private final Path directory;
    private final List<AutoCloseable> running = new ArrayList<>();

    private Processes(Path directory) {
        this.directory = directory;
    }

    /** @param name of the bench */
    static Processes in(String name) throws IOException {
        return new Processes(Files.createTempDirectory(name));
    }

    Path directory() {
        return directory;
    }

    <T extends AutoCloseable> T keep(T started) {
        running.add(started);
        return started;
    }

    @Override
    public void close() throws IOException {
        for (AutoCloseable started : running.reversed()) {
            try {
                started.close();
            } catch (Exception e) {
                throw new IOException(e);
            }
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
