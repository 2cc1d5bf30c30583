package turnout.load.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/** Measures the service itself, without a gateway, on one connection: what a call costs its process in each way. */
final class DirectPart {

    private final List<PythonServer> servers;
    private final RandomGenerator random;
    private final Consumer<String> progress;

    DirectPart(List<PythonServer> servers, RandomGenerator random, Consumer<String> progress) {
        this.servers = List.copyOf(servers);
        this.random = random;
        this.progress = progress;
    }

    /** @param roundNanos of each measured round */
    record Effort(List<Integer> inFlight, int rounds, long roundNanos) {
        Effort {
            inFlight = List.copyOf(inFlight);
        }
    }

    /** A row: one way, with so many calls in flight. */
    record Result(String workload, int inFlight, Way way, List<ClosedLoop.Measured> rounds) {
        Result {
            rounds = List.copyOf(rounds);
        }

        double micros() {
            return Median.of(rounds.stream().map(ClosedLoop.Measured::micros).toList());
        }

        double callsPerSecond() {
            return Median.of(
                    rounds.stream().map(ClosedLoop.Measured::callsPerSecond).toList());
        }
    }

    /** One row for each way and number in flight; only the server that is measured runs. */
    List<Result> measure(String name, Workload workload, Effort effort) throws IOException, InterruptedException {
        List<Result> results = new ArrayList<>();
        for (int inFlight : effort.inFlight()) {
            // Round 0 is warm-up, of the generator too.
            for (PythonServer server : servers) {
                measure(name, server, workload, inFlight, effort, 0);
            }
            List<List<ClosedLoop.Measured>> rounds = Rounds.run(
                    servers,
                    effort.rounds(),
                    random,
                    (server, round) -> measure(name, server, workload, inFlight, effort, round));
            for (int i = 0; i < servers.size(); i++) {
                results.add(new Result(name, inFlight, servers.get(i).way(), rounds.get(i)));
            }
        }
        return results;
    }

    private ClosedLoop.Measured measure(
            String name, PythonServer server, Workload workload, int inFlight, Effort effort, int round)
            throws IOException, InterruptedException {
        server.child().resume();
        try {
            ClosedLoop.Measured measured = ClosedLoop.run(
                    () -> server.open(workload),
                    new ClosedLoop.Shape(1, inFlight),
                    ClosedLoop.Until.nanos(effort.roundNanos() / 4),
                    ClosedLoop.Until.nanos(effort.roundNanos()),
                    List.of(new ProcessCost(server.child().pid())));
            progress.accept("%s, %d in flight, %s, round %d: %.1f µs"
                    .formatted(name, inFlight, server.way().title(), round, measured.micros()));
            return measured;
        } catch (IOException e) {
            throw new IOException(server.way().title() + ", " + name + ": " + e.getMessage(), e);
        } finally {
            server.child().pause();
        }
    }
}
