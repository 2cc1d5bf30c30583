package turnout.load.generate;

import com.google.protobuf.ByteString;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import turnout.load.vectors.Asked;
import turnout.load.vectors.BothEngines;

/** Asks both engines requests of one operation, some of them at one time. */
final class GeneratedRun {

    private static final int IN_FLIGHT = 32;

    private record Pending(long number, ByteString request, CompletableFuture<Asked> asked) {}

    private GeneratedRun() {}

    /** @param count requests numbered from 0 */
    static OperationTally of(String method, Requests requests, long count, BothEngines engines)
            throws InterruptedException {
        OperationTally tally = new OperationTally(method);
        Queue<Pending> pending = new ArrayDeque<>();
        for (long number = 0; number < count; number++) {
            if (pending.size() == IN_FLIGHT) {
                count(pending.remove(), tally);
            }
            ByteString request = requests.request(number);
            pending.add(new Pending(number, request, engines.ask(method, request)));
        }
        while (!pending.isEmpty()) {
            count(pending.remove(), tally);
        }
        return tally;
    }

    private static void count(Pending pending, OperationTally tally) throws InterruptedException {
        try {
            tally.count(pending.number(), pending.request(), pending.asked().get());
        } catch (ExecutionException e) {
            tally.fail(pending.number(), pending.request(), String.valueOf(e.getCause()));
        }
    }
}
