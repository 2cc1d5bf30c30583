package turnout.router.engine.supervise;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A new directory of mode 0700 for the sockets of one gateway's workers: grpcio makes its sockets 0755, so the directory
 * is what keeps other users out. Each worker and generation has a path of its own, because a server that binds a path in
 * use steals it silently, and its predecessor removes it on ending.
 */
final class SocketDirectory {

    /** sun_path holds 108 bytes with its final 0 (unix(7)); some room is left for the names of other systems. */
    private static final int LONGEST_PATH_BYTES = 100;

    private static final String PREFIX = "turnout-";
    private static final String LISTEN_SCHEME = "unix:";

    /** Of turnout_lane (python-sidecar/lane). */
    private static final String LANE_SUFFIX = ".lane";

    private final Path directory;

    private SocketDirectory(Path directory) {
        this.directory = directory;
    }

    /**
     * @param bases where it may be made, best first
     * @throws IOException when no base can hold it
     */
    static SocketDirectory create(List<Path> bases, RandomGenerator random) throws IOException {
        IOException failure = new IOException("no directory can hold the sockets of the workers: " + bases);
        for (Path base : bases) {
            String name = PREFIX + ProcessHandle.current().pid() + "-" + Integer.toHexString(random.nextInt());
            SocketDirectory candidate =
                    new SocketDirectory(base.toAbsolutePath().resolve(name));
            Path longest = candidate.socket(9_999, 999_999);
            if (longest.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH_BYTES) {
                failure.addSuppressed(new IOException(base + " is too long for the path of a unix socket"));
                continue;
            }
            try {
                Files.createDirectory(
                        candidate.directory,
                        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
                return candidate;
            } catch (FileAlreadyExistsException e) {
                failure.addSuppressed(e);
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
        throw failure;
    }

    Path socket(int worker, long generation) {
        return directory.resolve("w" + worker + "-g" + generation + ".sock");
    }

    /** The socket as the workers' option has it. */
    static String listen(Path socket) {
        return LISTEN_SCHEME + socket;
    }

    /** Removes what a worker listened on: its socket, and beside it its lane's, which a killed one leaves behind too. */
    static void removeSocket(Path socket) throws IOException {
        Files.deleteIfExists(socket);
        Files.deleteIfExists(socket.resolveSibling(socket.getFileName() + LANE_SUFFIX));
    }

    /** Removes the directory and the sockets in it. */
    void remove() throws IOException {
        try (DirectoryStream<Path> sockets = Files.newDirectoryStream(directory)) {
            for (Path socket : sockets) {
                Files.deleteIfExists(socket);
            }
        }
        Files.deleteIfExists(directory);
    }

    /** Removes what a worker of a gateway that has ended left behind; anything but a socket of ours is left alone. */
    static void removeLeftOver(String listen) {
        if (!listen.startsWith(LISTEN_SCHEME)) {
            return;
        }
        Path socket = Path.of(listen.substring(LISTEN_SCHEME.length()));
        Path parent = socket.getParent();
        if (parent == null
                || parent.getFileName() == null
                || !parent.getFileName().toString().startsWith(PREFIX)) {
            return;
        }
        try {
            removeSocket(socket);
            Files.deleteIfExists(parent);
        } catch (IOException e) {
            // Not empty yet (the next worker's socket is in it), or not ours to remove.
        }
    }
}
