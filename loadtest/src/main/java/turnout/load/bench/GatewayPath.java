package turnout.load.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A gateway with the services behind it; all of it is stopped between its rounds, by whoever owns the processes. */
record GatewayPath(Way way, Gateways.Started gateway, List<PythonServer> workers, Optional<LaneCounter> lane) {

    private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(15);

    GatewayPath {
        workers = List.copyOf(workers);
    }

    /** The gateway first, then its workers. */
    List<ProcessCost> meters() {
        return Stream.concat(Stream.of(gateway.child()), workers.stream().map(PythonServer::child))
                .map(child -> new ProcessCost(child.pid()))
                .toList();
    }

    LoopConnection open(Workload workload) throws IOException {
        return new Http2Connection(Sockets.loopback(gateway.port()), workload);
    }

    void resume(Workload workload) throws IOException, InterruptedException {
        for (Child child : children()) {
            child.resume();
        }
        awaitReady(workload);
    }

    void pause() throws IOException, InterruptedException {
        for (Child child : children().reversed()) {
            child.pause();
        }
    }

    /** Calls that went by lane so far; 0 for a path that has none. */
    long laneCalls() throws IOException {
        return lane.isPresent() ? lane.get().calls() : 0;
    }

    /** @throws IOException when this path is the lane's and calls went another way */
    void requireLane(long before, long calls) throws IOException {
        if (lane.isPresent()) {
            LaneCounter.requireAll(laneCalls() - before, calls);
        }
    }

    /** Who was stopped may have missed heartbeats, and has to find its workers again. */
    private void awaitReady(Workload workload) throws IOException {
        long giveUp = System.nanoTime() + READY_NANOS;
        while (true) {
            try {
                long before = laneCalls();
                ClosedLoop.Measured measured = ClosedLoop.run(
                        () -> open(workload),
                        new ClosedLoop.Shape(1, 1),
                        ClosedLoop.Until.calls(0),
                        ClosedLoop.Until.calls(10),
                        List.of());
                requireLane(before, measured.calls());
                return;
            } catch (IOException e) {
                if (System.nanoTime() > giveUp) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    private List<Child> children() {
        List<Child> children = new ArrayList<>();
        workers.forEach(worker -> children.add(worker.child()));
        children.add(gateway.child());
        return children;
    }
}
