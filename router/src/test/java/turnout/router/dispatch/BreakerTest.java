package turnout.router.dispatch;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.rollout.flags.Share;

final class BreakerTest {

    private static final Share TRICKLE = Share.parse("1");
    private static final BreakerRules RULES =
            new BreakerRules(0.5, 5, Duration.ofSeconds(5), Duration.ofSeconds(60), TRICKLE, 20, Optional.empty());
    private static final Evidence NONE = Evidence.NONE;

    private final Breaker breaker = new Breaker(RULES);
    private long now = 1_000_000;

    @TempDir
    Path directory;

    @Test
    void opensWithinASecondWhenHalfOfManyCallsFail() {
        int steps = 0;
        while (breaker.state() == Breaker.State.CLOSED) {
            steps++;
            step(new Evidence(10, 12), NONE);
        }

        assertThat(steps * 50).isLessThanOrEqualTo(1_000);
        assertThat(breaker.allowed()).isEqualTo(Share.NONE);
    }

    @Test
    void opensWithinFiftyCallsOfAQuietComponent() {
        int calls = 0;
        while (breaker.state() == Breaker.State.CLOSED) {
            calls++;
            step(new Evidence(0, 1), NONE);
            now += 900;
        }

        assertThat(calls).isLessThanOrEqualTo(50);
    }

    @Test
    void takesNoFewFailuresForMany() {
        for (int i = 0; i < 1_000; i++) {
            step(new Evidence(30, i % 10 == 0 ? 4 : 0), NONE);
        }

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
    }

    @Test
    void triesATrickleAfterTheCoolDownAndClosesOnEvidence() {
        open();

        now += 5_000;
        step(NONE, NONE);
        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
        assertThat(breaker.allowed()).isEqualTo(TRICKLE);

        step(new Evidence(19, 0), NONE);
        assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
        step(new Evidence(1, 0), NONE);
        assertThat(breaker.allowed()).isEqualTo(Share.ALL);
    }

    @Test
    void waitsTwiceAsLongEachTimeTheTrickleFails() {
        open();
        long[] coolDowns = {5_000, 10_000, 20_000, 40_000, 60_000, 60_000};

        for (long coolDown : coolDowns) {
            now += coolDown - 100;
            step(NONE, NONE);
            assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
            now += 100;
            step(NONE, NONE);
            assertThat(breaker.state()).isEqualTo(Breaker.State.HALF_OPEN);
            step(new Evidence(0, 1), NONE);
            assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        }
    }

    @Test
    void keepsTheRouteWhileBothEnginesAreBad() {
        for (int i = 0; i < 2_000; i++) {
            step(new Evidence(0, 10), new Evidence(0, 10));
        }

        assertThat(breaker.state()).isEqualTo(Breaker.State.CLOSED);
        assertThat(breaker.bothBad()).isTrue();

        for (int i = 0; i < 100; i++) {
            step(new Evidence(0, 10), new Evidence(10, 0));
        }
        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(breaker.bothBad()).isFalse();
    }

    @Test
    void opensWhenNativeIsSlowerThanTheOperatorAllows() {
        now += 50;

        assertThat(breaker.step(now, new Evidence(100, 0), NONE, true)).isTrue();

        assertThat(breaker.state()).isEqualTo(Breaker.State.OPEN);
    }

    @Test
    void isOpenAgainAfterARestart() throws IOException {
        BreakerFile file = new BreakerFile(directory.resolve("breakers"));
        file.write(Map.of("chain", 20_000L));

        Breaker restored = new Breaker(RULES);
        restored.restore(now, requireNonNull(file.read().get("chain")));

        assertThat(restored.state()).isEqualTo(Breaker.State.OPEN);
        assertThat(restored.coolDownMillis()).isEqualTo(20_000);
        Files.writeString(directory.resolve("breakers"), "chain=nonsense\n");
        assertThat(file.read()).containsKey("chain");
        assertThat(new BreakerFile(directory.resolve("none")).read()).isEmpty();
    }

    private void open() {
        while (breaker.state() == Breaker.State.CLOSED) {
            step(new Evidence(0, 10), NONE);
        }
    }

    private void step(Evidence onNative, Evidence onPython) {
        now += 50;
        breaker.step(now, onNative, onPython, false);
    }
}
