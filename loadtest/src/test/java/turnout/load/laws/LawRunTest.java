package turnout.load.laws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import turnout.load.vectors.BothEngines;

class LawRunTest {

    private static final int TRIALS = 50;

    @Test
    void tellsWhichTrialsALawIsBrokenIn() throws Exception {
        Law evenOnly = new Law("numbers are even", (engine, random) -> Law.same("half", 0, random.nextInt(2)));

        List<LawRun.Result> results = run(evenOnly, 1);

        assertThat(results)
                .hasSize(2)
                .allSatisfy(result -> assertThat(result.broken())
                        .hasSizeBetween(1, TRIALS - 1)
                        .allMatch(broken -> broken.endsWith("half: 0 is not 1")));
    }

    @Test
    void triesTheSameValuesAgainFromTheSameSeed() throws Exception {
        Law never = new Law("never", (engine, random) -> Law.holds("drew " + random.nextLong(), false));

        List<LawRun.Result> once = run(never, 7);

        assertThat(run(never, 7)).isEqualTo(once);
        assertThat(run(never, 8).getFirst().broken())
                .isNotEqualTo(once.getFirst().broken());
    }

    @Test
    void takesAnEngineThatDoesNotAnswerForABrokenLaw() throws Exception {
        List<LawRun.Result> results = run(TransactionLaws.ALL.getFirst(), 1);

        assertThat(results).allSatisfy(result -> assertThat(result.broken()).hasSize(TRIALS));
    }

    /** Nobody listens: a law that calls nothing does not notice. */
    private static List<LawRun.Result> run(Law law, long seed) throws InterruptedException {
        try (BothEngines nobody = BothEngines.at("127.0.0.1:1", "token")) {
            return LawRun.of(List.of(law), TRIALS, seed, nobody);
        }
    }
}
