package turnout.router.dispatch;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import turnout.rollout.flags.ComponentFlags;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;
import turnout.router.call.Body;
import turnout.router.call.Call;
import turnout.router.call.CallId;
import turnout.router.call.Cancellation;
import turnout.router.call.Engine;
import turnout.router.call.Operation;
import turnout.router.call.Operations;
import turnout.router.call.Reply;
import turnout.router.compare.Comparator;
import turnout.router.compare.Digests;
import turnout.router.observe.Scoreboard;
import turnout.router.observe.Tally;
import turnout.router.route.Publisher;
import turnout.router.route.Route;
import turnout.router.shadow.Shadow;
import turnout.router.shadow.ShadowCounts;
import turnout.router.shadow.ShadowRules;

/** The whole path of unary operations without a wire: real routes, fallback, bulkheads and shadow between two engines. */
final class DispatcherUnderTest implements AutoCloseable {

    /** Where a call went in the end. */
    record Answered(Route route, Reply reply) {}

    final Tally fallbacks = new Tally();
    final ShadowCounts shadows = new ShadowCounts();
    final Publisher routes;
    private final ExecutorService loop =
            Executors.newSingleThreadExecutor(Thread.ofPlatform().name("loop").factory());
    private final Operations operations;
    private final Shadow shadow;
    private final Dispatcher dispatcher;

    /** @param nativeEngine has a part in serving, and in shadows too */
    DispatcherUnderTest(Operations operations, Engine python, Engine nativeEngine) throws InterruptedException {
        this.operations = operations;
        Set<String> names = operations.all().stream().map(Operation::name).collect(Collectors.toSet());
        routes = Publisher.start(operations, names, InstantSource.system());
        Scoreboard scores = new Scoreboard(operations, InstantSource.system());
        shadow = new Shadow(
                new ShadowRules(1_000, 64 << 20, Duration.ofSeconds(5), 1, 1_000, 2),
                nativeEngine,
                Comparator.of(operations, Digests.of(new byte[16])),
                scores.shared(),
                shadows,
                mismatch -> {});
        dispatcher = new Dispatcher(
                routes::current,
                python,
                nativeEngine,
                new Fallback(new FallbackRules(1, 1_000, Duration.ofMillis(1), false), fallbacks, System::nanoTime),
                new Bulkheads(operations, 1_000, 1_000, 1),
                scores.sheet(),
                shadow);
    }

    /** Of every component; in force when it returns. */
    void share(String percent, String shadowPercent) throws InterruptedException {
        var flags = new TreeMap<String, ComponentFlags>();
        for (String component : operations.components()) {
            flags.put(
                    component,
                    new ComponentFlags(
                            component, Share.parse(percent), Share.parse(shadowPercent), Set.of(), 1, "test"));
        }
        routes.awaitApplied(routes.flags(new Flags(true, flags)), Duration.ofSeconds(5));
    }

    CompletableFuture<Answered> call(String operation, byte[] body) {
        CompletableFuture<Answered> answered = new CompletableFuture<>();
        Call call = new Call(
                CallId.NONE,
                operations.find(operation).orElseThrow(),
                Body.of(body),
                null,
                0,
                null,
                System.nanoTime() + TimeUnit.SECONDS.toNanos(30),
                new byte[0],
                new Cancellation(),
                loop);
        loop.execute(() -> dispatcher.dispatch(call, new Dispatcher.Caller() {
            @Override
            public void routed(Route route) {}

            @Override
            public void replied(Route route, Reply reply) {
                answered.complete(new Answered(route, reply));
            }
        }));
        return answered;
    }

    Answered answer(String operation, byte[] body) throws Exception {
        return requireNonNull(call(operation, body).get(10, TimeUnit.SECONDS));
    }

    /** What the loop had to do is done, shadow calls among it. */
    void settle() throws Exception {
        for (int i = 0; i < 3; i++) {
            loop.submit(() -> {}).get(10, TimeUnit.SECONDS);
        }
    }

    @Override
    public void close() {
        shadow.close();
        routes.close();
        loop.shutdownNow();
    }
}
