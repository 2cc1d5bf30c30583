package turnout.router.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Context;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import turnout.contract.Contract;

@Timeout(60)
class HealthTest {

    private static final String SCRIPT = "turnout.script.v1.ScriptService";
    private static final String CHAIN = "turnout.chain.v1.ChainService";

    private volatile HealthState state = new HealthState(false, true, Set.of());
    private final Health health = new Health(Contract.shipped(), () -> state);
    private LoopbackServer server;

    @BeforeEach
    void start() throws Exception {
        server = LoopbackServer.serving(List.of(health));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    @Test
    void servesEveryServiceOfTheContractWhilePythonIsReachable() {
        assertThat(check("")).isEqualTo(ServingStatus.SERVING);
        Contract.shipped()
                .services()
                .forEach(service -> assertThat(check(service.getFullName())).isEqualTo(ServingStatus.SERVING));
    }

    @Test
    void withoutPythonServesOnlyWhatIsWhollyNative() {
        state = new HealthState(false, false, Set.of("script"));

        assertThat(check(SCRIPT)).isEqualTo(ServingStatus.SERVING);
        assertThat(check(CHAIN)).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(check("")).isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void servesNothingWithoutPythonAndWithoutAShareOfOneHundred() {
        state = new HealthState(false, false, Set.of());

        assertThat(check("")).isEqualTo(ServingStatus.NOT_SERVING);
    }

    @Test
    void servesNothingWhileDraining() {
        state = new HealthState(true, true, Set.of("script", "chain", "keys"));

        assertThat(check("")).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(check(SCRIPT)).isEqualTo(ServingStatus.NOT_SERVING);
    }

    @Test
    void doesNotKnowAServiceOutsideTheContract() {
        assertThatThrownBy(() -> check("turnout.script.v1.Script"))
                .satisfies(e -> assertThat(Status.fromThrowable(e).getCode()).isEqualTo(Status.Code.NOT_FOUND));
    }

    @Test
    void tellsWhoWatchesOfEachChangeOnce() throws Exception {
        Answers<HealthCheckResponse> script = watch(SCRIPT);
        Answers<HealthCheckResponse> unknown = watch("no.such.Service");
        assertThat(script.next().getStatus()).isEqualTo(ServingStatus.SERVING);
        assertThat(unknown.next().getStatus()).isEqualTo(ServingStatus.SERVICE_UNKNOWN);

        change(new HealthState(false, false, Set.of()));
        assertThat(script.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
        health.look();
        change(new HealthState(false, false, Set.of("script")));

        assertThat(script.next().getStatus()).as("said once").isEqualTo(ServingStatus.SERVING);
    }

    @Test
    void letsGoOfWhoWatchesWhenDraining() throws Exception {
        Answers<HealthCheckResponse> script = watch(SCRIPT);
        assertThat(script.next().getStatus()).isEqualTo(ServingStatus.SERVING);

        change(new HealthState(true, true, Set.of()));

        assertThat(script.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(Status.fromThrowable(script.failure()).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        Answers<HealthCheckResponse> late = watch(SCRIPT);
        assertThat(late.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
        assertThat(Status.fromThrowable(late.failure()).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void survivesAWatcherThatHasGone() throws Exception {
        Answers<HealthCheckResponse> gone = new Answers<>();
        try (Context.CancellableContext call = Context.current().withCancellation()) {
            call.run(() -> HealthGrpc.newStub(server.channel())
                    .watch(HealthCheckRequest.newBuilder().setService(SCRIPT).build(), gone));
            assertThat(gone.next().getStatus()).isEqualTo(ServingStatus.SERVING);
        }
        Answers<HealthCheckResponse> stays = watch(SCRIPT);
        assertThat(stays.next().getStatus()).isEqualTo(ServingStatus.SERVING);

        change(new HealthState(false, false, Set.of()));

        assertThat(stays.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    }

    private void change(HealthState next) {
        state = next;
        health.look();
    }

    private ServingStatus check(String service) {
        return HealthGrpc.newBlockingStub(server.channel())
                .check(HealthCheckRequest.newBuilder().setService(service).build())
                .getStatus();
    }

    private Answers<HealthCheckResponse> watch(String service) {
        Answers<HealthCheckResponse> answers = new Answers<>();
        HealthGrpc.newStub(server.channel())
                .watch(HealthCheckRequest.newBuilder().setService(service).build(), answers);
        return answers;
    }
}
