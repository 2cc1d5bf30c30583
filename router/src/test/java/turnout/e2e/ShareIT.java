package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import turnout.e2e.ExplainedCall.Answer;

/** An operator moves a share in the Togglz console while callers call. */
class ShareIT {

    private static final List<String> KEYS = Caller.keys(20_000);

    @TempDir
    static Path home;

    private static RunningGateway gateway;

    private final List<Answer> heard = new ArrayList<>();

    @BeforeAll
    static void start() throws IOException {
        gateway = RunningGateway.start(home);
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @Test
    @Timeout(300)
    void theShareOfKeysThatAnOperatorSetsIsTheShareThatMoves() throws Exception {
        Caller caller = Caller.of(gateway);
        Set<String> wasNative = Set.of();
        long rev = 0;

        try (Operator alice = Operator.person(gateway, "alice")) {
            for (int percent : new int[] {10, 25, 50, 100, 0}) {
                rev++;
                List<Answer> answers = step(alice, caller, percent, rev, wasNative);
                Set<String> isNative = new HashSet<>();
                answers.stream().filter(ShareIT::isNative).map(Answer::key).forEach(isNative::add);

                assertThat(answers).as("at %s %%", percent).hasSize(KEYS.size());
                assertThat((double) isNative.size())
                        .as("keys on NATIVE at %s %%", percent)
                        .isCloseTo(KEYS.size() * percent / 100.0, within(threeSigma(percent / 100.0)));
                if (percent > 0) {
                    assertThat(isNative)
                            .as("keys that had moved stay, at %s %%", percent)
                            .containsAll(wasNative);
                }
                assertThat(SidecarCounters.of(gateway).get(Caller.OPERATION))
                        .as("calls that the sidecar counted, at %s %%", percent)
                        .isEqualTo(heard.stream()
                                .filter(answer -> !isNative(answer))
                                .count());
                wasNative = isNative;
            }
        }
    }

    /** Posts the form while callers call already; returns the one answer of each key that this revision decided. */
    private List<Answer> step(Operator operator, Caller caller, int percent, long rev, Set<String> wasNative)
            throws Exception {
        List<Answer> decided = new ArrayList<>();
        try (ExecutorService desk = Executors.newSingleThreadExecutor()) {
            Callable<HttpResponse<String>> form = () -> operator.submit(
                    "script", Map.of("enabled", "enabled", "p1", Integer.toString(percent), "p5", "e2e step"));
            Future<HttpResponse<String>> posted = desk.submit(form);
            List<String> undecided = KEYS;
            while (!undecided.isEmpty()) {
                List<Answer> answers = caller.askAll(undecided);
                assertThat(answers)
                        .allMatch(Answer::ok)
                        .allMatch(answer -> answer.rev() == rev - 1
                                ? isNative(answer) == wasNative.contains(answer.key())
                                : answer.rev() == rev);
                Map<Boolean, List<Answer>> byRev =
                        answers.stream().collect(Collectors.partitioningBy(answer -> answer.rev() == rev));
                heard.addAll(answers);
                decided.addAll(byRev.get(true));
                undecided = byRev.get(false).stream().map(Answer::key).toList();
                if (posted.isDone()) {
                    assertThat(posted.get().statusCode())
                            .as(posted.get().body())
                            .isEqualTo(302);
                }
            }
            assertThat(posted.get().statusCode()).as(posted.get().body()).isEqualTo(302);
        }
        return decided;
    }

    private static boolean isNative(Answer answer) {
        return answer.engine().equals("native");
    }

    /** Of the number of keys in a binomial split; nothing at 0 and 100 %, where no key is on the other side. */
    private static double threeSigma(double share) {
        return 3 * Math.sqrt(KEYS.size() * share * (1 - share));
    }
}
