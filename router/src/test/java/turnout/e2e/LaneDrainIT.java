package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import turnout.e2e.LaneWays.Asked;
import turnout.e2e.LaneWays.Way;

/** A service that is told to end: what it has begun is answered by every way, and nothing is asked of it any more. */
class LaneDrainIT {

    private static final String BEHAVIOURS = LaneService.BEHAVIOURS + "/";

    private static final int IN_FLIGHT = 20;

    @TempDir
    Path home;

    @Test
    void answersWhatItHasBegunAndNothingElse() throws Exception {
        try (LaneWays ways = LaneWays.start(home, LaneService.BEHAVIOURS, List.of())) {
            List<Asked> begun = new ArrayList<>();
            for (int i = 0; i < IN_FLIGHT; i++) {
                begun.addAll(ways.askAll(
                        BEHAVIOURS + "AnswersOnStop", CallOptions.DEFAULT, new Metadata(), LaneContract.REQUEST));
            }
            for (Asked each : begun) {
                assertThat(ways.service.seen(each.id(), "started")).contains("started");
            }

            ways.service.process.destroy();

            for (Asked each : begun) {
                assertThat(each.call().seen().messages()).as("%s", each).containsExactly("'answered while stopping'");
            }
            assertThat(ways.service.process.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(ways.service.process.exitValue()).isZero();
            for (Way way : List.of(Way.GRPC, Way.GRPC_COLLECTED, Way.LANE, Way.LANE_COLLECTED)) {
                Asked late = ways.ask(
                        way, BEHAVIOURS + "Echo", LaneWays.within(5_000), new Metadata(), LaneContract.REQUEST);
                assertThat(late.call().seen().code()).as("%s", way).isEqualTo(Status.Code.UNAVAILABLE);
            }
        }
    }
}
