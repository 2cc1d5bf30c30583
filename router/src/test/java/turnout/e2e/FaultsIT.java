package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import turnout.e2e.ExplainedCall.Answer;

/** Workers of the sidecar that die or freeze while callers call both engines. */
class FaultsIT {

    private static final int PER_SECOND = 200;

    @TempDir
    static Path home;

    private static RunningGateway gateway;
    private static Caller caller;
    private static Map<String, String> engines;

    @BeforeAll
    static void start() throws Exception {
        // Frozen workers are replaced later than shipped, so that one can thaw on a busy machine too.
        gateway = RunningGateway.start(home, "engines.python.workers=2", "engines.python.heartbeat.kill-after=30s");
        caller = Caller.of(gateway);
        try (Operator operator = Operator.program(gateway)) {
            operator.share("script", "50");
            operator.share("chain", "50");
        }
        Eventually.holds(
                "the shares in force",
                20,
                () -> caller.ask("any").get().rev() == 1
                        && caller.askForHeader(Caller.BLOCKS.getFirst()).get().rev() == 1);
        engines = caller.askOnce().stream().collect(Collectors.toMap(Answer::key, Answer::engine));
        assertThat(Caller.BLOCKS).extracting(engines::get).contains("python", "native");
        assertThat(Caller.KEYS).extracting(engines::get).contains("python", "native");
    }

    @AfterAll
    static void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void workersThatAreKilledCostNativeNothingAndHangNobody(int killed) throws Exception {
        List<Long> before = workers();
        long restarts = restarts();

        List<Answer> answers;
        try (OpenLoop load = OpenLoop.start(PER_SECOND, caller::askByTurns)) {
            load.awaitAnswers(PER_SECOND);
            for (long pid : before.subList(0, killed)) {
                Processes.send("KILL", pid);
            }
            Eventually.holds("new workers are ready", 60, () -> {
                List<Long> now = workers();
                return now.size() == 2 && now.stream().noneMatch(before.subList(0, killed)::contains);
            });
            load.awaitAnswers(PER_SECOND);
            answers = load.stop();
        }

        assertThat(codes(answers, "native")).containsExactly(Status.Code.OK);
        assertThat(codes(answers, "python"))
                .contains(Status.Code.OK)
                .isSubsetOf(Status.Code.OK, Status.Code.UNAVAILABLE);
        assertThat(restarts()).isEqualTo(restarts + killed);
        assertThat(Processes.alive(before.getFirst())).isFalse();
        allAreAnsweredAgain();
    }

    @Test
    void aFrozenWorkerGetsNoCallsUntilItThaws() throws Exception {
        long frozen = workers().getLast();

        List<Answer> answers;
        List<Answer> meanwhile;
        try (OpenLoop load = OpenLoop.start(PER_SECOND, caller::askByTurns)) {
            load.awaitAnswers(PER_SECOND);
            Processes.send("STOP", frozen);
            Eventually.holds("the frozen worker is out of use", 20, () -> workersInUse() == 1);
            load.awaitAnswers(PER_SECOND);
            meanwhile = caller.askOnce();
            Processes.send("CONT", frozen);
            Eventually.holds("the worker is back", 20, () -> workersInUse() == 2);
            answers = load.stop();
        }

        assertThat(meanwhile).allMatch(Answer::ok);
        assertThat(codes(answers, "native")).containsExactly(Status.Code.OK);
        // Its lane was given up with the calls that it had; nobody knows whether they ran.
        assertThat(codes(answers, "python"))
                .contains(Status.Code.OK)
                .isSubsetOf(Status.Code.OK, Status.Code.UNAVAILABLE);
        assertThat(workers()).contains(frozen);
    }

    /** Both workers can be reached from every loop again, and nothing of the fault is left. */
    private static void allAreAnsweredAgain() throws Exception {
        Eventually.holds(
                "all calls are answered", 30, () -> caller.askOnce().stream().allMatch(Answer::ok));
        assertThat(caller.askAll(Caller.keys(2_000))).allMatch(Answer::ok);
    }

    /** How the calls ended whose keys belong to an engine. */
    private static Set<Status.Code> codes(List<Answer> answers, String engine) {
        return answers.stream()
                .filter(answer -> engine.equals(engines.get(answer.key())))
                .map(answer -> answer.status().getCode())
                .collect(Collectors.toSet());
    }

    private static List<Long> workers() throws IOException {
        return StreamSupport.stream(gateway.description().get("sidecars").spliterator(), false)
                .map(sidecar -> sidecar.get("pid").longValue())
                .toList();
    }

    private static long workersInUse() throws IOException, InterruptedException {
        return gateway.sum("turnout_sidecar_up");
    }

    private static long restarts() throws IOException, InterruptedException {
        return gateway.sum("turnout_sidecar_restarts_total");
    }
}
