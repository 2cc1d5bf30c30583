package turnout.router.engine.supervise;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker through all its processes: there is at most one at a time, and the next starts when the last has ended and
 * a pause is over. Everything runs on the agenda's thread; what processes report is brought there first, with the
 * generation it is about.
 */
final class Worker {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    private static final Pattern VERSION = Pattern.compile(" version=([\\w.+-]{1,64})(?= |$)");

    private final int number;
    private final SidecarSettings settings;
    private final SocketDirectory sockets;
    private final BackOff backOff;
    private final ChildLog log;
    private final Agenda agenda;
    private final Consumer<RestartReason> restarting;
    private final Runnable changed;
    private final CompletableFuture<@Nullable Void> readyOnce = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();

    private WorkerState state = WorkerState.DOWN;
    private long generation;
    private String version = "";
    private int failures;
    private boolean stopping;
    private @Nullable ChildProcess child;
    private @Nullable StartedProcess identity;
    private @Nullable RestartReason killedFor;
    // What happens next if nothing else does: the end of a start, of a suspicion, of a pause, or of doubt about a
    // worker.
    private Agenda.Appointment next = () -> {};

    /**
     * @param restarting told the reason for each process after the first
     * @param changed told after each change of state
     */
    Worker(
            int number,
            SidecarSettings settings,
            SocketDirectory sockets,
            BackOff backOff,
            ChildLog log,
            Agenda agenda,
            Consumer<RestartReason> restarting,
            Runnable changed) {
        this.number = number;
        this.settings = settings;
        this.sockets = sockets;
        this.backOff = backOff;
        this.log = log;
        this.agenda = agenda;
        this.restarting = restarting;
        this.changed = changed;
    }

    void start() {
        generation++;
        long started = generation;
        String label = "worker=" + number + " generation=" + started;
        Path socket = socket();
        try {
            SocketDirectory.removeSocket(socket);
            ChildProcess process =
                    ChildProcess.start(new ChildCommand(label, command(socket), settings.environment()), log);
            child = process;
            killedFor = null;
            identity = identify(process, socket);
            process.ready().whenComplete((line, failure) -> agenda.soon(() -> started(started, line, failure)));
            process.exited().whenComplete((code, failure) -> agenda.soon(() -> ended(started, code)));
        } catch (IOException e) {
            readyOnce.completeExceptionally(e);
            failed(RestartReason.NOT_STARTED, e.toString());
            return;
        }
        enter(WorkerState.STARTING, settings.readyWithin(), () -> {
            readyOnce.completeExceptionally(new ChildEndedException(
                    label + " was not ready within " + settings.readyWithin().toMillis() + " ms"));
            kill(RestartReason.NOT_READY);
        });
    }

    /** Completes when the first process was ready, or with the reason why it never was. */
    CompletionStage<?> readyOnce() {
        return readyOnce;
    }

    void heartbeatLost(long lost) {
        if (lost == generation && state == WorkerState.READY) {
            LOG.warn("event=sidecar-suspect worker={} generation={}", number, generation);
            enter(WorkerState.SUSPECT, settings.replaceAfter(), () -> kill(RestartReason.FROZEN));
        }
    }

    void heartbeatBack(long back) {
        if (back == generation && state == WorkerState.SUSPECT) {
            LOG.info("event=sidecar-back worker={} generation={}", number, generation);
            enterReady();
        }
    }

    /** No process starts after this; completes when none is left. */
    CompletionStage<?> stop() {
        stopping = true;
        next.callOff();
        ChildProcess process = child;
        if (process == null) {
            state = WorkerState.DOWN;
            changed.run();
            stopped.complete(null);
        } else {
            if (state == WorkerState.SUSPECT) {
                process.kill(); // It would let the whole grace pass.
            }
            state = WorkerState.DOWN;
            process.stop(settings.grace(), agenda);
            changed.run();
        }
        return stopped;
    }

    Optional<SidecarAddress> address() {
        ChildProcess process = child;
        if (process == null || (state != WorkerState.READY && state != WorkerState.SUSPECT)) {
            return Optional.empty();
        }
        return Optional.of(new SidecarAddress(
                number, generation, UnixDomainSocketAddress.of(socket()), process.pid(), state == WorkerState.READY));
    }

    WorkerStatus status() {
        ChildProcess process = child;
        return new WorkerStatus(
                number,
                generation,
                state,
                process == null ? OptionalLong.empty() : OptionalLong.of(process.pid()),
                version,
                generation == 0 ? Optional.empty() : Optional.of(UnixDomainSocketAddress.of(socket())));
    }

    /** The process of now, for the pid file. */
    Optional<StartedProcess> identity() {
        return Optional.ofNullable(identity);
    }

    private void started(long which, @Nullable String line, @Nullable Throwable failure) {
        if (failure != null) {
            readyOnce.completeExceptionally(failure);
        } else if (which == generation && state == WorkerState.STARTING) {
            LOG.info("event=sidecar-ready worker={} generation={}", number, generation);
            version = line == null ? "" : version(line);
            enterReady();
            readyOnce.complete(null); // After the address is out, since whoever waited will want it.
        }
    }

    /** {@code ready unix:/run/w.sock version=1.2.0}; made short and plain, because it is written down with every mismatch. */
    private static String version(String line) {
        Matcher matcher = VERSION.matcher(line);
        return matcher.find() ? matcher.group(1) : "";
    }

    private void enterReady() {
        enter(WorkerState.READY, settings.restartMax(), () -> failures = 0);
    }

    private void ended(long which, int exitCode) {
        if (which != generation) {
            return;
        }
        next.callOff();
        child = null;
        identity = null;
        removeSocket();
        if (stopping) {
            changed.run();
            stopped.complete(null);
            return;
        }
        failed(reason(exitCode), "exit code " + exitCode);
    }

    private RestartReason reason(int exitCode) {
        RestartReason ours = killedFor;
        if (ours != null) {
            return ours;
        }
        if (ChildProcess.noSuchProgram(exitCode)) {
            return RestartReason.NOT_STARTED;
        }
        return exitCode > 128 ? RestartReason.SIGNALLED : RestartReason.EXITED;
    }

    private void failed(RestartReason reason, String detail) {
        failures++;
        Duration pause = backOff.pause(failures);
        LOG.warn(
                "event=sidecar-ended worker={} generation={} reason={} detail=\"{}\" failures={} pause_ms={}",
                number,
                generation,
                reason.label(),
                detail,
                failures,
                pause.toMillis());
        enter(WorkerState.BACKING_OFF, pause, () -> {
            restarting.accept(reason);
            start();
        });
    }

    private void kill(RestartReason reason) {
        ChildProcess process = child;
        if (process != null) {
            killedFor = reason;
            process.kill();
            state = WorkerState.DOWN;
            changed.run();
        }
    }

    private void enter(WorkerState state, Duration delay, Runnable then) {
        next.callOff();
        this.state = state;
        next = agenda.after(delay, then);
        changed.run();
    }

    private Path socket() {
        return sockets.socket(number, generation);
    }

    private void removeSocket() {
        try {
            SocketDirectory.removeSocket(socket());
        } catch (IOException e) {
            LOG.warn("event=socket-not-removed socket={} reason=\"{}\"", socket(), e.toString());
        }
    }

    private List<String> command(Path socket) {
        List<String> command = new ArrayList<>(settings.command());
        command.addAll(List.of(
                "--worker", Integer.toString(number), "--listen", SocketDirectory.listen(socket), "--supervised"));
        command.addAll(settings.options());
        return command;
    }

    private static @Nullable StartedProcess identify(ChildProcess process, Path socket) {
        try {
            return StartedProcess.of(process.pid(), SocketDirectory.listen(socket));
        } catch (IOException e) {
            return null; // It has ended already, which its exit will tell.
        }
    }
}
