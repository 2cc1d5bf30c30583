package turnout.load.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void measuresEachContenderOnceInEachRound() throws Exception {
        List<List<String>> results =
                Rounds.run(List.of("a", "b"), 3, new SplittableRandom(1), (own, round) -> own + round);

        assertThat(results).containsExactly(List.of("a1", "a2", "a3"), List.of("b1", "b2", "b3"));
    }

    @Test
    void drawsTheSameOrderForTheSameSeed() throws Exception {
        assertThat(order(7)).isEqualTo(order(7));
        assertThat(order(7)).isNotEqualTo(order(8));
    }

    @Test
    void settlesWhenTwoRoundsCostWhatTheCheapestDid() throws Exception {
        double[] costs = {30, 20, 10, 10.5, 9.9, 1};
        List<Integer> ran = new ArrayList<>();

        Settling.run(number -> {
            ran.add(number);
            return costs[number - 1];
        });

        assertThat(ran).containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void givesUpSettlingAfterEightRounds() throws Exception {
        List<Integer> ran = new ArrayList<>();

        Settling.run(number -> {
            ran.add(number);
            return number % 2 + 1;
        });

        assertThat(ran).hasSize(8);
    }

    private static List<String> order(long seed) throws Exception {
        List<String> order = new ArrayList<>();
        Rounds.run(List.of("a", "b", "c", "d"), 5, new SplittableRandom(seed), (own, round) -> order.add(round + own));
        return order;
    }
}
