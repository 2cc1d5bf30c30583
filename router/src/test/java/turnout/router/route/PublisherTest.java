package turnout.router.route;

import static org.assertj.core.api.Assertions.assertThat;
import static turnout.router.call.EngineName.NATIVE;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import turnout.rollout.flags.Flags;
import turnout.rollout.flags.Share;
import turnout.router.call.Operation;
import turnout.router.call.Operations;

class PublisherTest {

    private static final Operations OPERATIONS = KeyedContract.operations();
    private static final Operation READ =
            OPERATIONS.find(KeyedContract.READ_BY_TEXT).orElseThrow();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void sendsEverythingToPythonUntilFlagsCome() throws InterruptedException {
        try (Publisher publisher = start(InstantSource.system())) {
            assertThat(reason(publisher)).isEqualTo(RouteReason.NO_FLAGS);

            publisher.awaitApplied(publisher.override(overrides -> overrides.withHeld("keyed", true)), PATIENCE);

            assertThat(reason(publisher)).isEqualTo(RouteReason.NO_FLAGS);
        }
    }

    @Test
    void putsFlagsInForce() throws InterruptedException {
        try (Publisher publisher = start(InstantSource.system())) {
            long revision = publisher.flags(RoutingTableTest.flags(Share.ALL));

            assertThat(publisher.awaitApplied(revision, PATIENCE)).isTrue();

            assertThat(publisher.current().route(READ, null, null, 0, null).engine())
                    .isEqualTo(NATIVE);
            assertThat(publisher.current().revision()).isEqualTo(revision);
        }
    }

    @Test
    void keepsOverridesWhenFlagsChangeAndFlagsWhenOverridesChange() throws InterruptedException {
        try (Publisher publisher = start(InstantSource.system())) {
            publisher.flags(RoutingTableTest.flags(Share.ALL));
            publisher.override(overrides -> overrides.withHeld("keyed", true));
            publisher.awaitApplied(publisher.flags(RoutingTableTest.flags(Share.parse("50"))), PATIENCE);
            assertThat(reason(publisher)).isEqualTo(RouteReason.HELD);

            publisher.awaitApplied(publisher.override(overrides -> overrides.withHeld("keyed", false)), PATIENCE);

            assertThat(publisher.current().shares()).containsValue(Share.parse("50"));
        }
    }

    @Test
    void neverLosesAStopToALateCompile() throws InterruptedException {
        try (Publisher publisher = start(InstantSource.system())) {
            AtomicBoolean done = new AtomicBoolean();
            List<Thread> changers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                changers.add(Thread.ofPlatform().start(() -> {
                    Flags flags = RoutingTableTest.flags(Share.ALL);
                    while (!done.get()) {
                        publisher.flags(flags);
                    }
                }));
            }

            for (int round = 0; round < 200; round++) {
                publisher.awaitApplied(publisher.stop(true), PATIENCE);
                for (int look = 0; look < 1_000; look++) {
                    assertThat(reason(publisher)).isEqualTo(RouteReason.STOP);
                }
                publisher.awaitApplied(publisher.stop(false), PATIENCE);
                assertThat(reason(publisher)).isNotEqualTo(RouteReason.STOP);
            }

            done.set(true);
            for (Thread changer : changers) {
                changer.join();
            }
        }
    }

    @Test
    void publishesRisingRevisions() throws InterruptedException {
        try (Publisher publisher = start(InstantSource.system())) {
            Flags flags = RoutingTableTest.flags(Share.ALL);
            AtomicReference<String> problem = new AtomicReference<>("");
            Thread watcher = Thread.ofPlatform().start(() -> {
                long seen = 0;
                while (seen < 20_000) {
                    long revision = publisher.current().revision();
                    if (revision < seen) {
                        problem.set(revision + " after " + seen);
                        return;
                    }
                    seen = revision;
                }
            });

            for (int i = 0; i < 20_000; i++) {
                publisher.flags(flags);
            }
            watcher.join();

            assertThat(problem.get()).isEmpty();
        }
    }

    @Test
    void tellsHowOldTheFlagsAre() {
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        try (Publisher publisher = start(now::get)) {
            publisher.flags(RoutingTableTest.flags(Share.ALL));
            now.set(Instant.EPOCH.plusSeconds(5));
            publisher.stop(true);

            assertThat(publisher.age()).isEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void givesUpWaitingForATableThatDoesNotCome() throws InterruptedException {
        try (Publisher publisher = start(InstantSource.system())) {
            assertThat(publisher.awaitApplied(1, Duration.ofMillis(1))).isFalse();
        }
    }

    private static Publisher start(InstantSource clock) {
        return Publisher.start(OPERATIONS, KeyedContract.names(), clock);
    }

    private static RouteReason reason(Publisher publisher) {
        return publisher.current().route(READ, null, null, 0, null).reason();
    }
}
