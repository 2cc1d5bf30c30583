package turnout.router.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import turnout.router.call.Body;

/** What the buckets must be like as a whole. Keys are drawn from a fixed seed, so that a limit of 3σ is no gamble. */
class BucketTest {

    private static final List<String> COMPONENTS = List.of("chain", "script", "keys", "wallet", "lightning", "dlc");
    private static final long SEED = 20_261_125;

    @ParameterizedTest
    @CsvSource({"1000, 0.285", "2500, 0.411", "5000, 0.474"})
    void givesNativeItsShareWithinThreeSigmaAtAHundredThousandKeys(int share, double points) {
        for (String component : COMPONENTS) {
            int[] buckets = buckets(Salt.ROLLOUT, component, 100_000);

            double percent = countBelow(buckets, share) * 100.0 / buckets.length;

            assertThat(percent).as(component).isCloseTo(share / 100.0, Offset.offset(points));
        }
    }

    @Test
    void fillsBucketsEvenly() {
        for (String component : COMPONENTS) {
            long[] groups = new long[100];
            for (int bucket : buckets(Salt.ROLLOUT, component, 100_000)) {
                groups[bucket / 100]++;
            }

            double chiSquare = 0;
            for (long group : groups) {
                chiSquare += (group - 1_000) * (group - 1_000) / 1_000.0;
            }

            // The 0.999 quantile with 99 degrees of freedom.
            assertThat(chiSquare).as(component).isLessThan(148.2);
        }
    }

    @Test
    void choosesTheKeysOfEachComponentIndependently() {
        int[][] buckets = COMPONENTS.stream()
                .map(component -> buckets(Salt.ROLLOUT, component, 1_000_000))
                .toArray(int[][]::new);

        for (int one = 0; one < buckets.length; one++) {
            for (int other = one + 1; other < buckets.length; other++) {
                assertOverlapOfOnePercent(buckets[one], buckets[other]);
            }
        }
    }

    @Test
    void choosesTheKeysOfEachQuestionIndependently() {
        int[] rollout = buckets(Salt.ROLLOUT, "chain", 1_000_000);
        int[] shadow = buckets(Salt.SHADOW, "chain", 1_000_000);
        int[] half = buckets(Salt.A_A, "chain", 1_000_000);

        assertOverlapOfOnePercent(rollout, shadow);
        assertOverlapOfOnePercent(rollout, half);
        assertOverlapOfOnePercent(shadow, half);
    }

    /** Of two independent tenths of the keys, one hundredth of the keys is in both. */
    private static void assertOverlapOfOnePercent(int[] one, int[] other) {
        int both = 0;
        for (int i = 0; i < one.length; i++) {
            if (one[i] < 1_000 && other[i] < 1_000) {
                both++;
            }
        }
        assertThat(both * 100.0 / one.length).isBetween(0.9, 1.1);
    }

    private static int countBelow(int[] buckets, int share) {
        int below = 0;
        for (int bucket : buckets) {
            below += bucket < share ? 1 : 0;
        }
        return below;
    }

    /** Buckets of keys as callers send them, 32 hex digits; the same keys for every salt and component. */
    static int[] buckets(Salt salt, String component, int keys) {
        Murmur3 salted = salt.of(component);
        Random random = new Random(SEED);
        byte[] key = new byte[32];
        Body body = Body.of(key);
        int[] buckets = new int[keys];
        for (int i = 0; i < keys; i++) {
            long high = random.nextLong();
            long low = random.nextLong();
            for (int digit = 0; digit < 16; digit++) {
                key[digit] = (byte) Character.forDigit((int) (high >>> 4 * digit) & 15, 16);
                key[16 + digit] = (byte) Character.forDigit((int) (low >>> 4 * digit) & 15, 16);
            }
            buckets[i] = Bucket.of(salted.hash(body, 0, key.length));
        }
        return buckets;
    }
}
