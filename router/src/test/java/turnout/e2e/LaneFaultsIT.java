package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import turnout.e2e.ExplainedCall.Answer;

/** A lane that breaks under load, in every way that one can: no call hangs, none runs twice, and others go on by gRPC. */
class LaneFaultsIT {

    private static final int PER_SECOND = 1_000;

    @TempDir
    static Path home;

    private static FakeLaneService service;
    private static RunningGateway gateway;
    private static LaneLoad load;

    @BeforeAll
    static void start() throws Exception {
        service = FakeLaneService.start(home, LaneBreak.NOT);
        gateway = LaneLoad.gateway(home, "auto", service.target());
        load = LaneLoad.echoes(gateway);
    }

    @AfterAll
    static void stop() throws Exception {
        if (gateway != null) {
            gateway.close();
        }
        if (service != null) {
            service.close();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LaneBreak.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"NOT", "VERSION_9"})
    void breaks(LaneBreak how) throws Exception {
        Eventually.holds("there are lanes", 20, () -> gateway.sum("turnout_lanes") > 0);
        long faults = faults(how);

        List<Answer> answers;
        try (OpenLoop calls = OpenLoop.start(PER_SECOND, load::call)) {
            calls.awaitAnswers(PER_SECOND / 4);
            service.breaks(how);
            Eventually.holds("the fault is counted", 20, () -> faults(how) > faults);
            calls.awaitAnswers(PER_SECOND / 4);
            service.heals();
            long byLane = gateway.sum("turnout_lane_calls_total");
            Eventually.holds(
                    "calls go by lane again",
                    20,
                    () -> gateway.sum("turnout_lane_calls_total") > byLane + PER_SECOND / 4);
            answers = calls.stop();
        }

        LaneLoad.allEndedWell(answers, service.executions());
    }

    @Test
    void aServiceThatSpeaksAnotherVersionIsCalledByGrpc(@TempDir Path other) throws Exception {
        try (FakeLaneService newer = FakeLaneService.start(other, LaneBreak.VERSION_9);
                RunningGateway before = LaneLoad.gateway(other, "auto", newer.target());
                OpenLoop calls = OpenLoop.start(PER_SECOND, LaneLoad.echoes(before)::call)) {
            calls.awaitAnswers(PER_SECOND);
            List<Answer> answers = calls.stop();

            assertThat(answers).allMatch(Answer::ok);
            LaneLoad.allEndedWell(answers, newer.executions());
            assertThat(before.sum("turnout_lane_faults_total", "fault=\"version\""))
                    .as("by each event loop once")
                    .isBetween(1L, (long) Runtime.getRuntime().availableProcessors());
            assertThat(before.sum("turnout_lane_calls_total")).isZero();
        }
    }

    private static long faults(LaneBreak how) throws IOException, InterruptedException {
        return gateway.sum("turnout_lane_faults_total", "fault=\"" + how.fault + "\"");
    }
}
