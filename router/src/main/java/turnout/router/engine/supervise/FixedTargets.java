package turnout.router.engine.supervise;

import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Sidecars that somebody else runs: a missing heartbeat takes one out of use, and that is all we may do to it. */
public final class FixedTargets implements PythonTargets {

    /** They never change. */
    private static final long GENERATION = 1;

    private final Agenda agenda;
    private final Publication publication;

    private FixedTargets(Agenda agenda) {
        this.agenda = agenda;
        this.publication = new Publication(agenda);
    }

    /** All in use until a heartbeat says otherwise. */
    public static FixedTargets of(List<? extends SocketAddress> targets, Agenda agenda) {
        FixedTargets fixed = new FixedTargets(agenda);
        List<SidecarAddress> addresses = new ArrayList<>();
        for (SocketAddress target : targets) {
            addresses.add(new SidecarAddress(addresses.size(), GENERATION, target, 0, true));
        }
        fixed.publication.publish(addresses);
        return fixed;
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
        agenda.soon(() -> publish(worker, false));
    }

    @Override
    public void heartbeatBack(int worker, long generation) {
        agenda.soon(() -> publish(worker, true));
    }

    @Override
    public List<WorkerStatus> workers() {
        return current().stream()
                .map(address -> new WorkerStatus(
                        address.worker(),
                        address.generation(),
                        address.inUse() ? WorkerState.READY : WorkerState.SUSPECT,
                        OptionalLong.empty(),
                        "",
                        Optional.of(address.address())))
                .toList();
    }

    @Override
    public Map<RestartReason, Long> restarts() {
        return Map.of();
    }

    @Override
    public CompletionStage<?> stop() {
        return CompletableFuture.completedFuture(null);
    }

    private void publish(int worker, boolean inUse) {
        publication.publish(current().stream()
                .map(address -> address.worker() == worker
                        ? new SidecarAddress(worker, GENERATION, address.address(), 0, inUse)
                        : address)
                .toList());
    }
}
