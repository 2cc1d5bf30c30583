package turnout.nativeimpl.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OneEditTest {

    @Test
    void agreesWithTheEditDistanceOnRandomWords() {
        long seed = 3;
        Random random = new Random(seed);
        for (int i = 0; i < 200_000; i++) {
            int[] one = word(random);
            int[] other = word(random);

            assertThat(OneEdit.apart(one, other))
                    .as("seed %s, case %s", seed, i)
                    .isEqualTo(distance(one, other) == 1);
        }
    }

    private static int[] word(Random random) {
        return random.ints(random.nextInt(6), 'a', 'd').toArray();
    }

    /** Optimal string alignment, by its textbook recurrence. */
    private static int distance(int[] a, int[] b) {
        int[][] d = new int[a.length + 1][b.length + 1];
        for (int i = 0; i <= a.length; i++) {
            for (int j = 0; j <= b.length; j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int substitution = d[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                d[i][j] = Math.min(substitution, Math.min(d[i - 1][j], d[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length][b.length];
    }
}
