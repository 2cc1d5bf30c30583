package turnout.load.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    /** How much of one shape is run. */
    record Effort(ClosedLoop.Shape shape, long warmUp, long calls, int rounds) {}

    private record Results(Peer peer, List<ClosedLoop.Measured> rounds) {}

    /** One row for each peer, in their order. */
    List<Row> measure(Effort effort) throws IOException, InterruptedException {
        List<Results> results = new ArrayList<>();
        for (Peer peer : peers) {
            results.add(new Results(peer, new ArrayList<>()));
            peer.child().pause();
        }
        for (int round = 0; round <= effort.rounds(); round++) {
            List<Results> order = new ArrayList<>(results);
            Collections.shuffle(order, random);
            for (Results own : order) {
                Peer peer = own.peer();
                peer.child().resume();
                awaitReady(peer);
                // Round 0 warms up; later ones only have their new connections to get over.
                long before = round == 0 ? effort.warmUp() : effort.calls() / 20;
                ClosedLoop.Measured measured = run(peer, effort.shape(), before, round == 0 ? 1 : effort.calls());
                if (round > 0) {
                    own.rounds().add(measured);
                    progress.accept("%s, %s, round %d: %.2f µs"
                            .formatted(effort.shape(), peer.name(), round, micros(measured)));
                }
                peer.child().pause();
            }
        }
        return results.stream()
                .map(own -> row(own.peer(), effort.shape(), own.rounds()))
                .toList();
    }

    private static ClosedLoop.Measured run(Peer peer, ClosedLoop.Shape shape, long warmUp, long calls)
            throws IOException {
        try {
            return ClosedLoop.run(
                    peer.port(),
                    shape,
                    peer.keys(),
                    warmUp,
                    calls,
                    new ProcessCost(peer.child().pid())::cpuNanos);
        } catch (IOException | UncheckedIOException e) {
            throw new IOException(peer.name() + ": " + e.getMessage(), e);
        }
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
                results.stream().map(WireRun::micros).toList(),
                results.stream()
                        .map(result -> result.calls() * 1e9 / result.wallNanos())
                        .toList(),
                new ProcessCost(peer.child().pid()).residentBytes());
    }

    private static double micros(ClosedLoop.Measured measured) {
        return measured.costNanos() / 1e3 / measured.calls();
    }
}
