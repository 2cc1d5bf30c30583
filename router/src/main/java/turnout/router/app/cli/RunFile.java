package turnout.router.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code var/turnout.json}: what a gateway that runs says about itself. There from the moment that calls are answered
 * until the gateway has stopped; left behind only by a gateway that was killed.
 *
 * @param gateway host and port for gRPC
 * @param ops base URL of console and API
 * @param opsTokenFile path of the first administrator's token
 * @param node URL of the Bitcoin node's JSON-RPC
 * @param pid of the gateway's process
 * @param sidecars the worker processes of PYTHON; empty when they are somebody else's
 */
public record RunFile(
        String gateway,
        String ops,
        String opsTokenFile,
        String node,
        long pid,
        List<Sidecar> sidecars,
        String version) {

    /** @param socket path of its unix socket */
    public record Sidecar(long pid, String socket) {}

    private static final JsonMapper JSON = new JsonMapper();

    public RunFile {
        sidecars = List.copyOf(sidecars);
    }

    static Path in(Path var) {
        return var.resolve("turnout.json");
    }

    /** Replaces the file at once, so that nobody reads half of one. */
    void write(Path var) throws IOException {
        Path next = var.resolve("turnout.json.next");
        Files.writeString(next, JSON.writeValueAsString(this) + "\n");
        Files.move(next, in(var), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static void remove(Path var) throws IOException {
        Files.deleteIfExists(in(var));
    }

    /** What runs now; empty when there is no file, or its process has ended. */
    static Optional<RunFile> find(Path var) throws CommandFailure {
        try {
            RunFile file = JSON.readValue(Files.readString(in(var)), RunFile.class);
            return ProcessHandle.of(file.pid()).filter(ProcessHandle::isAlive).map(alive -> file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new CommandFailure(Exit.NO, in(var) + " cannot be read: " + e.getMessage());
        }
    }
}
