package turnout.router.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import turnout.contract.Contract;
import turnout.router.call.EngineName;
import turnout.router.call.Operations;
import turnout.router.call.Role;

class FlippingTest {

    private final Operations operations = Operations.of(Contract.shipped());
    private final Scoreboard scoreboard = new Scoreboard(operations, InstantSource.system());

    @Test
    void flipsOnAfterAListenerFailed() throws InterruptedException {
        CountDownLatch calls = new CountDownLatch(3);
        scoreboard.onInterval(interval -> {
            calls.countDown();
            throw new IllegalStateException("a listener's bug");
        });

        try (Flipping flipping = Flipping.start(scoreboard, Duration.ofMillis(1))) {
            assertThat(calls.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void losesNothingWhenItIsClosed() {
        try (Flipping flipping = Flipping.start(scoreboard, Duration.ofHours(1))) {
            scoreboard.sheet().record(operations.all().getFirst(), EngineName.NATIVE, Role.SERVED, true, 0, 1_000);
        }

        assertThat(scoreboard.scores()).hasSize(1);
    }
}
