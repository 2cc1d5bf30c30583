package turnout.load.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Measures peers in rounds, all in one run, so that what changes on the machine meets each of them; only the one that
 * is measured runs, the others are stopped.
 */
final class WireRun {

    private static final long READY_NANOS = TimeUnit.SECONDS.toNanos(15);

    private final List<Peer> peers;
    private final RandomGenerator random;
    private final Consumer<String> progress;

    /** @param random draws the order of the peers in each round */
    WireRun(List<Peer> peers, RandomGenerator random, Consumer<String> progress) {
        this.peers = List.copyOf(peers);
        this.random = random;
        this.progress = progress;
    }

    /** How much of one shape is run; without any warm-up it is cold. */
    record Effort(ClosedLoop.Shape shape, long warmUp, long calls, int rounds) {}

    private record Results(Peer peer, List<ClosedLoop.Measured> rounds) {}

    /** One row for each peer, in their order. */
    List<Row> measure(Effort effort) throws IOException, InterruptedException {
        List<Results> results = new ArrayList<>();
        for (Peer peer : peers) {
            results.add(new Results(peer, new ArrayList<>()));
            peer.child().pause();
        }
        for (Peer peer : peers) {
            resume(peer);
            warmUp(peer, effort);
            peer.child().pause();
        }
        for (int round = 1; round <= effort.rounds(); round++) {
            List<Results> order = new ArrayList<>(results);
            Collections.shuffle(order, random);
            for (Results own : order) {
                resume(own.peer());
                // Warm already; this only lets its new connections settle.
                ClosedLoop.Measured measured = run(own.peer(), effort.shape(), effort.calls() / 20, effort.calls());
                own.rounds().add(measured);
                tell(effort, own.peer(), "round " + round, measured);
                own.peer().child().pause();
            }
        }
        return results.stream()
                .map(own -> row(own.peer(), effort.shape(), own.rounds()))
                .toList();
    }

    private void warmUp(Peer peer, Effort effort) throws IOException {
        if (effort.warmUp() == 0) {
            return;
        }
        run(peer, effort.shape(), 0, effort.warmUp());
        Settling.run(round -> {
            ClosedLoop.Measured measured = run(peer, effort.shape(), 0, effort.calls());
            tell(effort, peer, "warm-up " + round, measured);
            return measured.micros();
        });
    }

    private void tell(Effort effort, Peer peer, String stage, ClosedLoop.Measured measured) {
        progress.accept("%s, %s, %s: %.2f µs".formatted(effort.shape(), peer.name(), stage, measured.micros()));
    }

    private static void resume(Peer peer) throws IOException, InterruptedException {
        peer.child().resume();
        awaitReady(peer);
    }

    private static ClosedLoop.Measured run(Peer peer, ClosedLoop.Shape shape, long warmUp, long calls)
            throws IOException {
        try {
            long before = lane(peer);
            ClosedLoop.Measured measured = ClosedLoop.run(
                    peer::open,
                    shape,
                    ClosedLoop.Until.calls(warmUp),
                    ClosedLoop.Until.calls(calls),
                    List.of(new ProcessCost(peer.child().pid())));
            if (peer.lane().isPresent()) {
                LaneCounter.requireAll(lane(peer) - before, measured.calls());
            }
            return measured;
        } catch (IOException e) {
            throw new IOException(peer.name() + ": " + e.getMessage(), e);
        }
    }

    private static long lane(Peer peer) throws IOException {
        return peer.lane().isPresent() ? peer.lane().get().calls() : 0;
    }

    /** A proxy that was stopped may have missed heartbeats, and has to find its upstream again. */
    private static void awaitReady(Peer peer) throws IOException {
        long giveUp = System.nanoTime() + READY_NANOS;
        while (true) {
            try {
                run(peer, new ClosedLoop.Shape(1, 1), 0, 10);
                return;
            } catch (IOException e) {
                if (System.nanoTime() > giveUp) {
                    throw e;
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        }
    }

    private static Row row(Peer peer, ClosedLoop.Shape shape, List<ClosedLoop.Measured> results) {
        return new Row(
                peer.name(),
                shape,
                results.stream().map(ClosedLoop.Measured::micros).toList(),
                results.stream().map(ClosedLoop.Measured::callsPerSecond).toList(),
                new ProcessCost(peer.child().pid()).residentBytes());
    }
}
