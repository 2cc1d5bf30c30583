package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.Comparator;
import java.util.HashSet;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import turnout.load.vectors.Asked;
import turnout.load.vectors.BothEngines;
import turnout.load.vectors.Engine;

/**
 * The slowest requests of an operation. While many are asked at one time a call's time is mostly its wait, so a few of the
 * slowest are kept and asked again alone. Used by one thread.
 */
final class Slowest {

    private static final int KEPT = 6;
    private static final int TIMES = 3;

    /**
     * A request and how long one engine needs for it, as the caller sees it: the least of three calls alone.
     *
     * @param request empty as long as none is known
     */
    record Timed(ByteString request, long nanos) {

        static final Timed NONE = new Timed(ByteString.EMPTY, 0);

        Timed orSlower(Timed other) {
            return other.nanos > nanos ? other : this;
        }
    }

    /** The slowest request in each of the engines. */
    record Found(Timed python, Timed inJvm) {

        static final Found NONE = new Found(Timed.NONE, Timed.NONE);

        Found orSlower(Found other) {
            return new Found(python.orSlower(other.python), inJvm.orSlower(other.inJvm));
        }
    }

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

    /** Asks those that are kept alone; blocks. */
    Found measured(String method, BothEngines engines) throws InterruptedException {
        Set<ByteString> requests = new HashSet<>();
        python.forEach(timed -> requests.add(timed.request()));
        inJvm.forEach(timed -> requests.add(timed.request()));
        Found found = Found.NONE;
        for (ByteString request : requests) {
            found = found.orSlower(alone(method, request, engines));
        }
        return found;
    }

    /** Both engines' times for one request, which nobody else is asked meanwhile. */
    static Found alone(String method, ByteString request, BothEngines engines) throws InterruptedException {
        return new Found(
                new Timed(request, alone(Engine.PYTHON, method, request, engines)),
                new Timed(request, alone(Engine.NATIVE, method, request, engines)));
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
