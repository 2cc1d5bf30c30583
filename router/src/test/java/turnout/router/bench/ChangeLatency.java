package turnout.router.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import turnout.contract.Contract;
import turnout.rollout.flags.FileFlagStore;
import turnout.rollout.flags.FlagChange;
import turnout.rollout.flags.FlagRefused;
import turnout.rollout.flags.Ladder;
import turnout.rollout.flags.Share;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.route.Publisher;

/**
 * Time from asking a real flag file for a change (audit record, write, fsync, rename included) until another thread sees
 * calls routed by it.
 *
 * @param nanos one for each change, ascending
 */
record ChangeLatency(long[] nanos) {

    private static final String COMPONENT = "chain";
    private static final long LOOK_EVERY_NANOS = 20_000;

    /** @param directory empty; on the disk that is to be measured */
    static ChangeLatency measure(Path directory, int changes) throws IOException, FlagRefused, InterruptedException {
        Operations operations = Operations.of(Contract.shipped());
        Operation operation = operations.all().stream()
                .filter(candidate -> candidate.component().equals(COMPONENT))
                .findFirst()
                .orElseThrow();
        try (Publisher publisher = Publisher.start(operations, Set.of(operation.name()), InstantSource.system());
                FileFlagStore store = FileFlagStore.open(
                        directory.resolve("flags.properties"),
                        directory.resolve("audit.log"),
                        operations.components(),
                        Ladder.SHIPPED,
                        Clock.systemUTC())) {
            store.onChange(publisher::flags);
            store.allowNative(true, "bench", "measures changes");
            long[] nanos = new long[changes];
            for (int i = 0; i < changes; i++) {
                nanos[i] = measure(publisher, operation, store, Share.parse(i % 2 == 0 ? "10" : "5"));
            }
            Arrays.sort(nanos);
            return new ChangeLatency(nanos);
        }
    }

    private static long measure(Publisher publisher, Operation operation, FileFlagStore store, Share share)
            throws FlagRefused, InterruptedException {
        long[] seen = new long[1];
        Thread caller = Thread.ofPlatform().start(() -> {
            while (!publisher
                    .current()
                    .route(operation, null, null, 0, null)
                    .share()
                    .equals(share)) {
                // Not a spin: the writer needs a core too, and an event loop looks only when a call comes.
                LockSupport.parkNanos(LOOK_EVERY_NANOS);
            }
            seen[0] = System.nanoTime();
        });
        long asked = System.nanoTime();
        store.change(FlagChange.percent(COMPONENT, share, "bench", "measures changes"));
        caller.join();
        return seen[0] - asked;
    }

    double millisAt(double percentile) {
        int rank = (int) Math.ceil(percentile / 100 * nanos.length);
        return nanos[Math.max(rank, 1) - 1] / 1e6;
    }
}
