package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import turnout.load.vectors.Asked;
import turnout.load.vectors.BothEngines;
import turnout.load.vectors.Engine;

/**
 * The slowest request of an operation. While many are asked at one time a call's time is mostly its wait, so a few of the
 * slowest are kept and asked again alone. Used by one thread.
 */
final class Slowest {

    private static final int KEPT = 6;
    private static final int TIMES = 3;

    private record Timed(ByteString request, long nanos) {}

    /**
     * The request that took the longest in one of the engines.
     *
     * @param pythonNanos the least of three calls alone, as the caller sees it
     * @param nativeNanos the same
     */
    record Found(int requestBytes, long pythonNanos, long nativeNanos) {}

    private final PriorityQueue<Timed> python = new PriorityQueue<>(Comparator.comparingLong(Timed::nanos));
    private final PriorityQueue<Timed> inJvm = new PriorityQueue<>(Comparator.comparingLong(Timed::nanos));

    void note(ByteString request, Asked asked) {
        keep(python, new Timed(request, asked.pythonNanos()));
        keep(inJvm, new Timed(request, asked.nativeNanos()));
    }

    private static void keep(PriorityQueue<Timed> queue, Timed timed) {
        queue.add(timed);
        if (queue.size() > KEPT) {
            queue.remove();
        }
    }

    /** Asks those that are kept alone; blocks. The slowest of NATIVE first, because its limit is the smaller. */
    Optional<Found> measured(String method, BothEngines engines) throws InterruptedException {
        Set<ByteString> requests = new HashSet<>();
        python.forEach(timed -> requests.add(timed.request()));
        inJvm.forEach(timed -> requests.add(timed.request()));
        Found slowest = null;
        for (ByteString request : requests) {
            Found found = new Found(
                    request.size(),
                    alone(Engine.PYTHON, method, request, engines),
                    alone(Engine.NATIVE, method, request, engines));
            if (slowest == null || found.nativeNanos() > slowest.nativeNanos()) {
                slowest = found;
            }
        }
        return Optional.ofNullable(slowest);
    }

    private static long alone(Engine engine, String method, ByteString request, BothEngines engines)
            throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TIMES; i++) {
            long begun = System.nanoTime();
            try {
                engines.ask(engine, method, request).get();
            } catch (ExecutionException e) {
                return 0;
            }
            least = Math.min(least, System.nanoTime() - begun);
        }
        return least;
    }
}
