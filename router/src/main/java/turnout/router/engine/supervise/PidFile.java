package turnout.router.engine.supervise;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The processes that this gateway has started, written down for the next one. A child ends when its gateway does, unless
 * it is stopped (SIGSTOP) and cannot see it; that one is found by this file and killed. One thread.
 */
final class PidFile {

    private static final Logger LOG = LoggerFactory.getLogger(PidFile.class);

    /** SIGKILL takes milliseconds, except of a process inside a disk that does not answer. */
    private static final long KILL_SECONDS = 5;

    private final Path file;

    PidFile(Path file) {
        this.file = file;
    }

    private record Content(long gatewayPid, long gatewayStartTicks, List<StartedProcess> children) {

        boolean ofARunningGateway() {
            OptionalLong start = StartedProcess.startTicks(gatewayPid);
            return start.isPresent() && start.getAsLong() == gatewayStartTicks;
        }

        boolean ours() {
            return gatewayPid == ProcessHandle.current().pid() && ofARunningGateway();
        }
    }

    /** Replaces the content; without the file only reaping is lost, so a failure is logged and no more. */
    void write(List<StartedProcess> children) {
        long own = ProcessHandle.current().pid();
        Content content = new Content(own, StartedProcess.startTicks(own).orElse(0), children);
        try {
            Path parent = file.toAbsolutePath().getParent();
            Path next = Files.createTempFile(parent, file.getFileName().toString(), ".new");
            Files.write(next, new JsonMapper().writeValueAsBytes(content));
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("event=pid-file-not-written file={} reason=\"{}\"", file, e.toString());
        }
    }

    /** Removes the file unless another gateway has taken it over. */
    void remove() {
        Content content = read();
        if (content.ours()) {
            delete(file);
        }
    }

    /**
     * Kills what a gateway that has ended left behind, and returns those processes. A gateway that still runs (it drains
     * after a take-over) keeps its own.
     */
    List<StartedProcess> reap() {
        Content content = read();
        List<StartedProcess> reaped = new ArrayList<>();
        if (content.ofARunningGateway()) {
            return reaped;
        }
        for (StartedProcess child : content.children()) {
            if (child.alive()) {
                kill(child);
                reaped.add(child);
            }
            SocketDirectory.removeLeftOver(child.argument());
        }
        delete(file);
        return reaped;
    }

    private static void kill(StartedProcess child) {
        LOG.warn("event=left-over-process-killed pid={} argument={}", child.pid(), child.argument());
        ProcessHandle.of(child.pid()).ifPresent(process -> {
            process.destroyForcibly();
            try {
                process.onExit().get(KILL_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException | ExecutionException e) {
                LOG.warn("event=left-over-process-stays pid={}", child.pid());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private Content read() {
        Content none = new Content(0, 0, List.of());
        if (Files.notExists(file)) {
            return none; // The usual case, before the workers start: it must not wait for a parser to be loaded.
        }
        try {
            return new JsonMapper().readValue(Files.readAllBytes(file), Content.class);
        } catch (JacksonException e) {
            LOG.warn("event=pid-file-not-readable file={} reason=\"{}\"", file, e.getOriginalMessage());
            return none;
        } catch (IOException e) {
            LOG.warn("event=pid-file-not-readable file={} reason=\"{}\"", file, e.toString());
            return none;
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("event=pid-file-not-removed file={} reason=\"{}\"", file, e.toString());
        }
    }
}
