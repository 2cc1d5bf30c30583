package turnout.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import turnout.e2e.LaneWays.Asked;
import turnout.e2e.LaneWays.Way;
import turnout.e2e.ObservedCall.Seen;

/** What a client and a handler see by the lane is what they see by gRPC, behaviour for behaviour. */
class LaneConformanceIT {

    private static final String BEHAVIOURS = LaneService.BEHAVIOURS + "/";

    /** They wait for something that only a test of their own brings. */
    private static final Set<String> WAITING =
            Set.of("UntilCancelled", "CancelledAndStubborn", "CancelledAndEnds", "AnswersOnStop", "TimeRemaining");

    /**
     * Where grpc.aio sends nothing, so that callers wait for their deadline; the lane answers each call (docs/lane.md,
     * "What differs from gRPC").
     */
    private static final Map<String, Status.Code> UNANSWERED_BY_GRPC = Map.of(
            "Abort_OK", Status.Code.UNKNOWN,
            "AbortWithNumberZero", Status.Code.UNKNOWN,
            "PlainAbortOk", Status.Code.UNKNOWN,
            "RaisesBaseException", Status.Code.UNKNOWN,
            "RaisesCancelledError", Status.Code.CANCELLED,
            "CancelsItself", Status.Code.CANCELLED,
            "TrailingTextInBinValue", Status.Code.UNKNOWN);

    private static final long ANSWERED_MILLIS = 10_000;
    private static final long UNANSWERED_MILLIS = 700;

    @TempDir
    static Path home;

    private static LaneWays ways;

    @BeforeAll
    static void start() throws Exception {
        ways = LaneWays.start(home, LaneService.BEHAVIOURS, List.of());
    }

    @AfterAll
    static void stop() {
        if (ways != null) {
            ways.close();
        }
    }

    static Stream<String> behaviours() {
        return ways.service.methods().stream().filter(method -> !WAITING.contains(method));
    }

    @ParameterizedTest
    @MethodSource("behaviours")
    void looksTheSameByEveryWay(String behaviour) throws Exception {
        Status.Code byLane = UNANSWERED_BY_GRPC.get(behaviour);

        List<Asked> asked = ways.askAll(
                BEHAVIOURS + behaviour,
                LaneWays.within(byLane == null ? ANSWERED_MILLIS : UNANSWERED_MILLIS),
                new Metadata(),
                LaneContract.REQUEST);

        if (byLane == null) {
            allSeeTheSame(asked);
        } else {
            for (Asked each : asked) {
                assertThat(each.call().seen().code())
                        .as("%s", each.way())
                        .isEqualTo(each.way().protocol.equals("lane") ? byLane : Status.Code.DEADLINE_EXCEEDED);
            }
        }
        allRanOnceOnTheirWay(asked);
    }

    static Stream<String> requests() {
        return LaneRequests.ALL.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isAskedTheSameByEveryWay(String name) throws Exception {
        LaneRequests request = LaneRequests.ALL.get(name);

        List<Asked> asked = ways.askAll(
                BEHAVIOURS + request.behaviour(),
                request.options().apply(LaneWays.within(ANSWERED_MILLIS)),
                request.metadata(),
                request.messages());

        allSeeTheSame(asked);
        allRanOnceOnTheirWay(asked);
    }

    @ParameterizedTest
    @CsvSource({"UntilCancelled, callback", "CancelledAndStubborn, swallowed", "CancelledAndEnds, ended"})
    void tellsHandlersThatTheirCallersWent(String behaviour, String event) throws Exception {
        List<Asked> asked =
                ways.askAll(BEHAVIOURS + behaviour, CallOptions.DEFAULT, new Metadata(), LaneContract.REQUEST);
        for (Asked each : asked) {
            assertThat(ways.service.seen(each.id(), "started"))
                    .as("%s", each.way())
                    .contains("started");
        }

        asked.forEach(each -> each.call().cancel());

        handlersSawTheSame(asked, event);
        allRanOnceOnTheirWay(asked);
    }

    @ParameterizedTest
    @CsvSource({"UntilCancelled, callback", "CancelledAndStubborn, swallowed", "CancelledAndEnds, ended"})
    void tellsHandlersThatTheirTimeIsOver(String behaviour, String event) throws Exception {
        List<Asked> asked =
                ways.askAll(BEHAVIOURS + behaviour, LaneWays.within(500), new Metadata(), LaneContract.REQUEST);

        for (Asked each : asked) {
            assertThat(each.call().seen().code()).as("%s", each.way()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
        handlersSawTheSame(asked, event);
        allRanOnceOnTheirWay(asked);
    }

    @ParameterizedTest
    @ValueSource(longs = {250, 5_000, 50_000})
    void tellsHandlersHowMuchTimeTheyHave(long millis) throws Exception {
        byte[] atMostSeconds = Double.toString(millis / 1000.0 + 0.05).getBytes(US_ASCII);

        List<Asked> asked =
                ways.askAll(BEHAVIOURS + "TimeRemaining", LaneWays.within(millis), new Metadata(), atMostSeconds);

        allSeeTheSame(asked);
        assertThat(asked.getFirst().call().seen().messages()).containsExactly("'within'");
    }

    @Test
    void tellsHandlersOfTheGatewaysDeadlineWhereTheCallerHasNone() throws Exception {
        // gateway.limits.default-deadline and engines.python.deadline are 60 s.
        byte[] atMostSeconds = "60.05".getBytes(US_ASCII);
        for (Way way : List.of(Way.GRPC, Way.GRPC_COLLECTED, Way.LANE, Way.LANE_COLLECTED)) {
            Asked asked =
                    ways.ask(way, BEHAVIOURS + "TimeRemaining", CallOptions.DEFAULT, new Metadata(), atMostSeconds);

            assertThat(asked.call().seen().messages()).as("%s", way).containsExactly("'within'");
        }
    }

    /** Deliberate: what does not fit a frame is refused by the gateway, in words of its own. */
    @Test
    void isRefusedByTheSameStatusWhereTheRequestDoesNotFitAFrame() throws Exception {
        List<Asked> asked = ways.askAll(
                BEHAVIOURS + "Measured",
                LaneWays.within(ANSWERED_MILLIS),
                new Metadata(),
                LaneRequests.filled(LaneRequests.LIMIT + (2 << 20)));

        for (Asked each : asked) {
            assertThat(each.call().seen().code()).as("%s", each.way()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
        allRanOnceOnTheirWay(asked);
    }

    /** What the gateway does not read itself it passes on as it is, which is by gRPC. */
    @Test
    void requestsInAnEncodingOfTheServicesAreAnswered() throws Exception {
        byte[] request = LaneRequests.filled(100_000);
        List<Asked> asked = new ArrayList<>();
        for (Way way : List.of(Way.DIRECT, Way.GRPC, Way.LANE)) {
            asked.add(ways.ask(
                    way,
                    BEHAVIOURS + "Measured",
                    LaneWays.within(ANSWERED_MILLIS).withCompression("deflate"),
                    new Metadata(),
                    request));
        }

        allSeeTheSame(asked);
        assertThat(asked.getFirst().call().seen().code()).isEqualTo(Status.Code.OK);
    }

    /** grpc.aio waits for the first message for ever, and does not look at a second. */
    @ParameterizedTest
    @ValueSource(ints = {0, 2})
    void refusesWhatIsNoUnaryCallWithoutAskingTheService(int messages) throws Exception {
        byte[][] sent = new byte[messages][];
        Arrays.fill(sent, LaneContract.REQUEST);
        for (Way way : List.of(Way.LANE, Way.LANE_COLLECTED)) {
            Asked asked = ways.ask(way, BEHAVIOURS + "Echo", LaneWays.within(ANSWERED_MILLIS), new Metadata(), sent);

            assertThat(asked.call().seen().code()).as("%s", way).isEqualTo(Status.Code.INTERNAL);
            assertThat(ways.service.executions()).doesNotContainKey(asked.id());
        }
    }

    @Test
    void answersManyCallsAtOnceEachWithItsOwnReply() throws Exception {
        for (Way way : Way.values()) {
            Map<String, ObservedCall> calls = new LinkedHashMap<>();
            // Below what a gateway allows on one connection; the later ones are answered first.
            for (int i = 0; i < 90; i++) {
                Metadata metadata = new Metadata();
                metadata.put(RawCalls.ascii("x-number"), Integer.toString(i));
                calls.put(
                        Integer.toString(i),
                        ways.ask(way, BEHAVIOURS + "Mirror", LaneWays.within(ANSWERED_MILLIS), metadata, new byte[0])
                                .call());
            }
            for (Map.Entry<String, ObservedCall> each : calls.entrySet()) {
                assertThat(each.getValue().seen().messages().getFirst())
                        .as("%s", way)
                        .contains("[\"x-number\", \"" + each.getKey() + "\"");
            }
        }
    }

    private static void allSeeTheSame(List<Asked> asked) throws Exception {
        Seen direct = asked.getFirst().call().seen();
        for (Asked each : asked) {
            assertThat(each.call().seen()).as("%s", each.way()).isEqualTo(direct);
        }
    }

    /** Whatever handlers noted of one call is the same for all, and came at all. */
    private static void handlersSawTheSame(List<Asked> asked, String event) {
        List<String> seen = new ArrayList<>();
        for (Asked each : asked) {
            ways.service.seen(each.id(), "started");
            seen.add(ways.service.seen(each.id(), event));
        }
        assertThat(seen.getFirst()).contains(event);
        assertThat(seen).containsOnly(seen.getFirst());
    }

    /** No call ran twice, none on another way than its own, and by each way as many as by the others. */
    private static void allRanOnceOnTheirWay(List<Asked> asked) throws IOException {
        Map<String, List<String>> executions = ways.service.executions();
        boolean ran = executions.containsKey(asked.getFirst().id());
        for (Asked each : asked) {
            assertThat(executions.getOrDefault(each.id(), List.of()))
                    .as("%s", each.way())
                    .isEqualTo(ran ? List.of(each.way().protocol) : List.of());
        }
    }
}
