package turnout.router.engine.supervise;

import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The worker processes of PYTHON that this gateway runs. A worker that ends is started again, after a pause that grows
 * while it keeps ending; one whose heartbeat stays away is killed and replaced. All state belongs to the agenda's thread.
 */
public final class Sidecars implements PythonTargets {

    private static final Logger LOG = LoggerFactory.getLogger(Sidecars.class);

    private final Agenda agenda;
    private final SocketDirectory sockets;
    private final PidFile pidFile;
    private final Publication publication;
    private final List<Worker> workers = new ArrayList<>();
    private final Map<RestartReason, Long> counts = new EnumMap<>(RestartReason.class);
    private final CompletableFuture<@Nullable Void> stopped = new CompletableFuture<>();
    private List<StartedProcess> writtenDown = List.of();
    private boolean stopping;
    private volatile List<WorkerStatus> statuses = List.of();
    private volatile Map<RestartReason, Long> restarts = Map.of();

    private Sidecars(
            SidecarSettings settings,
            SocketDirectory sockets,
            PidFile pidFile,
            ChildLog log,
            Agenda agenda,
            RandomGenerator random) {
        this.agenda = agenda;
        this.sockets = sockets;
        this.pidFile = pidFile;
        this.publication = new Publication(agenda);
        BackOff backOff = new BackOff(settings.restartMin(), settings.restartMax(), random);
        for (int number = 0; number < settings.workers(); number++) {
            workers.add(new Worker(
                    number, settings, sockets, backOff, log, agenda, this::countRestart, this::workerChanged));
        }
    }

    /**
     * Kills what an earlier gateway left behind, then starts the workers.
     *
     * @throws IOException when there is no place for the sockets
     */
    public static Sidecars start(SidecarSettings settings, ChildLog log, Agenda agenda, RandomGenerator random)
            throws IOException {
        PidFile pidFile = new PidFile(settings.pidFile());
        pidFile.reap();
        SocketDirectory sockets = SocketDirectory.create(settings.socketBases(), random);
        Sidecars sidecars = new Sidecars(settings, sockets, pidFile, log, agenda, random);
        agenda.soon(() -> sidecars.workers.forEach(Worker::start));
        return sidecars;
    }

    /**
     * Completes when every worker has been ready once and the pid file says so; fails when one ended, or was not made,
     * before that, and says why. The supervision goes on in any case: whether the gateway does is its owner's choice.
     */
    public CompletionStage<?> started() {
        return CompletableFuture.allOf(workers.stream()
                        .map(worker -> worker.readyOnce().toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new))
                .thenCompose(all -> CompletableFuture.runAsync(this::writeDown, agenda::soon));
    }

    @Override
    public List<SidecarAddress> current() {
        return publication.current();
    }

    @Override
    public void onChange(Consumer<List<SidecarAddress>> listener) {
        publication.onChange(listener);
    }

    @Override
    public void heartbeatLost(int worker, long generation) {
        agenda.soon(() -> workers.get(worker).heartbeatLost(generation));
    }

    @Override
    public void heartbeatBack(int worker, long generation) {
        agenda.soon(() -> workers.get(worker).heartbeatBack(generation));
    }

    @Override
    public List<WorkerStatus> workers() {
        return statuses;
    }

    @Override
    public Map<RestartReason, Long> restarts() {
        return restarts;
    }

    @Override
    public CompletionStage<?> stop() {
        agenda.soon(() -> {
            if (!stopping) {
                stopping = true;
                CompletableFuture<?>[] all = workers.stream()
                        .map(worker -> worker.stop().toCompletableFuture())
                        .toArray(CompletableFuture<?>[]::new);
                CompletableFuture.allOf(all).thenRun(this::removeFiles);
            }
        });
        return stopped.copy();
    }

    private void removeFiles() {
        try {
            sockets.remove();
        } catch (IOException e) {
            LOG.warn("event=sockets-not-removed reason=\"{}\"", e.toString());
        }
        pidFile.remove();
        stopped.complete(null);
    }

    private void countRestart(RestartReason reason) {
        counts.merge(reason, 1L, Long::sum);
        restarts = Map.copyOf(counts);
    }

    private void workerChanged() {
        statuses = workers.stream().map(Worker::status).toList();
        publication.publish(present(workers.stream().map(Worker::address)));
        agenda.soon(this::writeDown); // After the other workers have started, which a slow disk would hold up.
    }

    private void writeDown() {
        List<StartedProcess> processes = present(workers.stream().map(Worker::identity));
        if (!processes.equals(writtenDown) && !stopped.isDone()) {
            writtenDown = processes;
            pidFile.write(processes);
        }
    }

    private static <T> List<T> present(Stream<Optional<T>> maybe) {
        return maybe.flatMap(Optional::stream).toList();
    }
}
