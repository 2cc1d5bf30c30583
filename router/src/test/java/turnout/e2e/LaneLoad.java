package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import turnout.e2e.ExplainedCall.Answer;
import turnout.options.v1.Operation.Effect;

/** Calls through a gateway that may run none of them twice, each with an id by which it can be counted. */
final class LaneLoad {

    private static final Metadata.Key<String> ID = RawCalls.ascii(FakeLaneService.ID);
    private static final Metadata.Key<String> KEY = RawCalls.ascii("x-turnout-key");

    /** Enough for half a second of calls that nobody answers; a connection carries 100. */
    private static final int CONNECTIONS = 8;

    /** Far more than an answer takes; whoever is told DEADLINE_EXCEEDED was forgotten. */
    private static final int DEADLINE_SECONDS = 10;

    private static final AtomicInteger LOADS = new AtomicInteger();

    private final List<ManagedChannel> channels = new ArrayList<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final int number = LOADS.incrementAndGet();
    private final String behaviour;
    private final byte[] request;

    private LaneLoad(String behaviour, byte[] request) {
        this.behaviour = behaviour;
        this.request = request;
    }

    /** A gateway whose heartbeats find what is silent within a second. */
    static RunningGateway gateway(Path home, String protocol, String... targets) throws IOException {
        Path descriptors = LaneContract.write(home, LaneService.BEHAVIOURS, Effect.UNSAFE, List.of("Echo", "WorksFor"));
        return RunningGateway.start(
                home,
                "engines.python.protocol=" + protocol,
                "engines.python.targets=" + String.join(",", targets),
                "engines.python.heartbeat.every=100ms",
                "engines.python.heartbeat.out-after=600ms",
                "gateway.descriptors=" + descriptors);
    }

    /** Of calls that are answered at once. */
    static LaneLoad echoes(RunningGateway gateway) throws IOException {
        return of(gateway, "Echo", LaneContract.REQUEST);
    }

    /** Of calls that take their time, so that some have always begun. */
    static LaneLoad works(RunningGateway gateway, int millis) throws IOException {
        return of(gateway, "WorksFor", LaneContract.request(Integer.toString(millis)));
    }

    /** The channels end with the gateway. */
    private static LaneLoad of(RunningGateway gateway, String behaviour, byte[] request) throws IOException {
        LaneLoad load = new LaneLoad(behaviour, request);
        for (int i = 0; i < CONNECTIONS; i++) {
            load.channels.add(gateway.channel());
        }
        return load;
    }

    /** Whose key is a header, so that it is passed on, or in the body, which is collected first, by turns. */
    CompletableFuture<Answer> call(int turn) {
        String id = number + "-" + ids.incrementAndGet();
        Metadata metadata = new Metadata();
        metadata.put(ID, id);
        if (turn % 2 == 0) {
            metadata.put(KEY, id);
        }
        return ExplainedCall.start(
                channels.get(turn % CONNECTIONS),
                LaneService.BEHAVIOURS + "/" + behaviour,
                request,
                id,
                metadata,
                DEADLINE_SECONDS);
    }

    /**
     * With an answer or UNAVAILABLE, and without a second run.
     *
     * @param executions by id
     */
    static void allEndedWell(List<Answer> answers, Map<String, Integer> executions) {
        assertThat(answers).isNotEmpty().allSatisfy(answer -> {
            assertThat(answer.status().getCode()).isIn(Status.Code.OK, Status.Code.UNAVAILABLE);
            int ran = executions.getOrDefault(answer.key(), 0);
            assertThat(ran).as("%s", answer).isBetween(answer.ok() ? 1 : 0, 1);
        });
    }
}
