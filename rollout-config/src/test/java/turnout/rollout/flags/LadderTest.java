package turnout.rollout.flags;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LadderTest {

    @ParameterizedTest
    @CsvSource({
        "0, 10, true",
        "0, 10.01, false",
        "0, 100, false",
        "10, 25, true",
        "10, 50, false",
        "5, 10, true",
        "5, 25, false",
        "25, 50, true",
        "50, 100, true",
        "49.99, 100, false",
        "100, 100, true",
        "100, 0, true",
        "50, 3, true",
    })
    void climbsOneStepAtATimeAndFallsFreely(String from, String to, boolean allowed) {
        assertThat(Ladder.SHIPPED.allows(Share.parse(from), Share.parse(to))).isEqualTo(allowed);
    }

    @Test
    void needsEveryStepToReachAllFromNone() {
        Share share = Share.NONE;
        int steps = 0;
        while (!share.equals(Share.ALL)) {
            share = Ladder.SHIPPED.next(share);
            steps++;
        }

        assertThat(steps).isEqualTo(4);
    }

    @Test
    void risesFromNoneToAll() {
        assertThatThrownBy(() -> Ladder.of("0", "50", "25", "100")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ladder.of("10", "100")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Ladder.of("0", "50")).isInstanceOf(IllegalArgumentException.class);
    }
}
