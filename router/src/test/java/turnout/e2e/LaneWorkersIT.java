package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.e2e.ExplainedCall.Answer;

/** Two Python services by lane under load, of which one dies or freezes: the other one goes on with what is new. */
class LaneWorkersIT {

    private static final int PER_SECOND = 1_000;

    /** So that each service has calls begun and not answered at any time, also where a busy machine pauses the load. */
    private static final int WORK_MILLIS = 200;

    @TempDir
    Path home;

    private LaneService first;
    private LaneService second;
    private RunningGateway gateway;

    @BeforeEach
    void start() throws Exception {
        first = LaneService.start(home, "first");
        second = LaneService.start(home, "second");
        gateway = LaneLoad.gateway(home, "auto", first.target(), second.target());
        long loops = Runtime.getRuntime().availableProcessors();
        Eventually.holds("each event loop has both lanes", 20, () -> gateway.sum("turnout_lanes") == 2 * loops);
    }

    @AfterEach
    void stop() {
        Stream.of(first, second).forEach(LaneService::close);
        gateway.close();
    }

    @Test
    void oneThatIsKilledTakesWithItOnlyWhatItHad() throws Exception {
        List<Answer> answers;
        try (OpenLoop load = OpenLoop.start(PER_SECOND, LaneLoad.works(gateway, WORK_MILLIS)::call)) {
            load.awaitAnswers(PER_SECOND);
            Processes.send("KILL", first.process.pid());
            Eventually.holds("the loss is counted", 10, () -> faults("lost") > 0);
            load.awaitAnswers(PER_SECOND);
            answers = load.stop();
        }

        Map<String, Integer> executions = executions();
        LaneLoad.allEndedWell(answers, executions);
        assertThat(first.executions())
                .isNotEmpty()
                .allSatisfy((id, ways) -> assertThat(ways).containsExactly("lane"));
        assertThat(answers)
                .as("it had begun some")
                .anyMatch(answer -> !answer.ok() && executions.containsKey(answer.key()));
        assertThat(last(answers)).allMatch(Answer::ok);
    }

    @Test
    void oneThatIsFrozenGetsNoCallsUntilItThaws() throws Exception {
        List<Answer> meanwhile;
        List<Answer> answers;
        long before;
        try (OpenLoop load = OpenLoop.start(PER_SECOND, LaneLoad.works(gateway, WORK_MILLIS)::call)) {
            load.awaitAnswers(PER_SECOND);
            Processes.send("STOP", first.process.pid());
            Eventually.holds("the silence is counted", 10, () -> faults("silent") > 0);
            Eventually.holds("it is out of use", 10, () -> gateway.sum("turnout_sidecar_up") == 1);
            try (OpenLoop others = OpenLoop.start(PER_SECOND / 4, LaneLoad.echoes(gateway)::call)) {
                others.awaitAnswers(PER_SECOND / 2);
                meanwhile = others.stop();
            }
            Processes.send("CONT", first.process.pid());
            Eventually.holds("it is back", 10, () -> gateway.sum("turnout_sidecar_up") == 2);
            before = first.executions().size();
            Eventually.holds("it is called again", 10, () -> first.executions().size() > before + PER_SECOND / 4);
            answers = load.stop();
        }

        assertThat(meanwhile).allMatch(Answer::ok);
        LaneLoad.allEndedWell(answers, executions());
        assertThat(last(answers)).allMatch(Answer::ok);
    }

    private static List<Answer> last(List<Answer> answers) {
        return answers.subList(answers.size() - PER_SECOND / 4, answers.size());
    }

    private Map<String, Integer> executions() throws IOException {
        Map<String, Integer> executions = new HashMap<>();
        for (LaneService service : List.of(first, second)) {
            service.executions().forEach((id, ways) -> executions.merge(id, ways.size(), Integer::sum));
        }
        return executions;
    }

    private long faults(String fault) throws IOException, InterruptedException {
        return gateway.sum("turnout_lane_faults_total", "fault=\"" + fault + "\"");
    }
}
