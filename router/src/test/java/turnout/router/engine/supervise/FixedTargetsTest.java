package turnout.router.engine.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

class FixedTargetsTest {

    @Test
    void takesATargetOutOfUseWhileItsHeartbeatIsMissing() throws Exception {
        try (ManualAgenda agenda = new ManualAgenda()) {
            FixedTargets targets = FixedTargets.of(
                    List.of(
                            InetSocketAddress.createUnresolved("sidecar.example", 50052),
                            UnixDomainSocketAddress.of("sidecar.sock")),
                    agenda);

            targets.heartbeatLost(1, 1);
            agenda.await(() -> !targets.current().get(1).inUse());
            assertThat(targets.current().get(0).inUse()).isTrue();
            assertThat(targets.workers().get(1).state()).isEqualTo(WorkerState.SUSPECT);
            targets.heartbeatBack(1, 1);

            agenda.await(() -> targets.current().get(1).inUse());
        }
    }
}
