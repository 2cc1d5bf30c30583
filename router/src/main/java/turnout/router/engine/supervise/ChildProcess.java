package turnout.router.engine.supervise;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process of ours. Its standard input is a pipe that we keep open and never write to: when we end, however that
 * happens, the pipe closes and the child ends too. What it prints goes to the log; the first line on its standard output
 * that begins with {@code ready} says that it can be used, and may say more. Any thread; stages complete on threads of the process's own,
 * so whoever has an owner thread goes there first.
 */
final class ChildProcess {

    /** What the shell answers when it cannot find, or cannot execute, the program. */
    private static final int NOT_EXECUTABLE = 126;

    private static final int NOT_FOUND = 127;

    private final Process process;
    private final ChildLog.Source log;
    private final CompletableFuture<String> ready = new CompletableFuture<>();
    private final CompletableFuture<Integer> exited;

    private ChildProcess(Process process, ChildCommand command, ChildLog.Source log) {
        this.process = process;
        this.log = log;
        CompletableFuture<?> outputRead =
                follow(command.label() + " stdout", process.getInputStream(), this::readOutputLine);
        CompletableFuture<?> errorsRead = follow(command.label() + " stderr", process.getErrorStream(), log::write);
        this.exited = process.onExit().thenApply(Process::exitValue);
        // The last lines say why it ended; a grandchild that holds the pipes must not keep us from saying so.
        exited.thenRun(() -> CompletableFuture.allOf(outputRead, errorsRead)
                .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                .thenRun(() -> {
                    log.end();
                    ready.completeExceptionally(new ChildEndedException(command.label() + " " + ending()));
                }));
    }

    /** @throws IOException when no process can be made at all; a program that is not there is an early end instead */
    static ChildProcess start(ChildCommand command, ChildLog log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command.outsideTheTerminal());
        builder.environment().putAll(command.environment());
        return new ChildProcess(builder.start(), command, log.source(command.label()));
    }

    long pid() {
        return process.pid();
    }

    /** The ready line; fails with {@link ChildEndedException} when there was none. */
    CompletionStage<String> ready() {
        return ready.copy();
    }

    /** The exit code; 128 + n after signal n. */
    CompletionStage<Integer> exited() {
        return exited.copy();
    }

    boolean alive() {
        return process.isAlive();
    }

    /** Whether an exit code says that there was no such program. */
    static boolean noSuchProgram(int exitCode) {
        return exitCode == NOT_EXECUTABLE || exitCode == NOT_FOUND;
    }

    /** Asks the child to end (SIGTERM) and kills it when it takes longer than {@code grace}. */
    CompletionStage<Integer> stop(Duration grace, Agenda agenda) {
        terminate();
        Agenda.Appointment kill = agenda.after(grace, this::kill);
        return exited.whenComplete((code, failure) -> kill.callOff());
    }

    /** SIGTERM. Not {@link Process#destroy}, which closes our ends of the pipes and so cuts a graceful stop short. */
    void terminate() {
        process.toHandle().destroy();
    }

    /** SIGKILL, which also ends a stopped process. */
    void kill() {
        process.toHandle().destroyForcibly();
    }

    private void readOutputLine(String line) {
        log.write(line);
        if (line.equals("ready") || line.startsWith("ready ")) {
            ready.complete(line);
        }
    }

    private String ending() {
        int code = process.exitValue();
        String how = code > 128 ? "was ended by signal " + (code - 128) : "ended with exit code " + code;
        return log.last().isEmpty() ? how : how + ": " + log.last();
    }

    private static CompletableFuture<@Nullable Void> follow(String name, InputStream in, Consumer<String> lines) {
        CompletableFuture<@Nullable Void> read = new CompletableFuture<>();
        // Not virtual: reading a pipe holds its carrier, and six such readers held every one that NATIVE's calls need.
        Thread.ofPlatform().daemon().name(name).start(() -> {
            try (InputStream stream = new BufferedInputStream(in)) {
                LineReader reader = new LineReader(stream);
                for (String line = reader.next(); line != null; line = reader.next()) {
                    lines.accept(line);
                }
            } catch (IOException e) {
                lines.accept("event=output-not-readable reason=" + e);
            } finally {
                read.complete(null);
            }
        });
        return read;
    }
}
