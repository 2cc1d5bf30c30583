package turnout.load.vectors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/** Asks both engines every case of a set, some of them at one time. */
final class SetRun {

    // Keeps both engines busy on any machine, and is below the limit of streams of one connection.
    private static final int IN_FLIGHT = 32;

    private SetRun() {}

    private record Pending(VectorCase vector, CompletableFuture<Asked> asked) {}

    static SetResult of(VectorSet set, Corpus corpus, BothEngines engines) throws IOException, InterruptedException {
        if (!corpus.has(set.source())) {
            return SetResult.skipped(set.name(), "no " + set.source());
        }
        SetResult.Tally tally = new SetResult.Tally(set.name());
        Queue<Pending> pending = new ArrayDeque<>();
        try (Stream<VectorCase> cases = set.cases().of(corpus)) {
            for (Iterator<VectorCase> each = cases.iterator(); each.hasNext(); ) {
                VectorCase vector = each.next();
                if (vector.leftOut().isPresent()) {
                    tally.leaveOut(vector, vector.leftOut().orElseThrow());
                    continue;
                }
                if (pending.size() == IN_FLIGHT) {
                    count(pending.remove(), tally);
                }
                pending.add(new Pending(vector, engines.ask(vector.method(), vector.request())));
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        while (!pending.isEmpty()) {
            count(pending.remove(), tally);
        }
        return tally.result();
    }

    private static void count(Pending pending, SetResult.Tally tally) throws InterruptedException {
        try {
            tally.count(pending.vector(), pending.asked().get());
        } catch (ExecutionException e) {
            tally.fail(pending.vector(), String.valueOf(e.getCause()));
        }
    }
}
