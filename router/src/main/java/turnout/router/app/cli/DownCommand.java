package turnout.router.app.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "down", description = "Stops what `up` started, when its running calls have ended.")
final class DownCommand implements Callable<Integer> {

    /** Above gateway.drain's 20 s and the 5 s that workers are given. */
    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long to wait before the process is killed (default: ${DEFAULT-VALUE}).")
    private long waitSeconds;

    private final Path var;

    DownCommand(Path var) {
        this.var = var;
    }

    @Override
    public Integer call() throws CommandFailure, IOException, InterruptedException {
        Optional<RunFile> running = RunFile.find(var);
        Optional<ProcessHandle> process = running.flatMap(file -> ProcessHandle.of(file.pid()));
        if (process.isEmpty()) {
            RunFile.remove(var);
            System.out.println("nothing is running");
            return Exit.DONE;
        }
        if (stopped(process.get(), ProcessHandle::destroy, Duration.ofSeconds(waitSeconds))) {
            System.out.println("stopped");
            return Exit.DONE;
        }
        // Its workers and devnode end by themselves when the pipe to them closes.
        boolean killed = stopped(process.get(), ProcessHandle::destroyForcibly, Duration.ofSeconds(5));
        RunFile.remove(var);
        throw new CommandFailure(
                Exit.NO,
                "process " + process.get().pid() + " did not stop in " + waitSeconds + " s and "
                        + (killed ? "was killed" : "cannot be killed"));
    }

    private static boolean stopped(ProcessHandle process, Consumer<ProcessHandle> signal, Duration patience)
            throws InterruptedException {
        signal.accept(process);
        try {
            process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
