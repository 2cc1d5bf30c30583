package turnout.router.engine.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManyChildrenTest {

    /** NATIVE's blocking calls run on virtual threads; their carriers are as few as cores. */
    @Test
    void silentChildrenLeaveTheVirtualThreadsAlone() throws Exception {
        List<ChildProcess> children = new ArrayList<>();
        try (AgendaThread agenda = new AgendaThread("test")) {
            int carriers = Runtime.getRuntime().availableProcessors();
            for (int i = 0; i < 2 * carriers + 2; i++) {
                ChildProcess child = ChildProcess.start(
                        new ChildCommand("child=" + i, List.of("sh", "-c", "echo ready; cat"), Map.of()),
                        ChildLog.create());
                children.add(child);
                child.ready().toCompletableFuture().get(20, TimeUnit.SECONDS);
            }
            CountDownLatch ran = new CountDownLatch(100);

            for (int i = 0; i < 100; i++) {
                Thread.ofVirtual().start(ran::countDown);
            }

            assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
            for (ChildProcess child : children) {
                child.stop(Duration.ofSeconds(1), agenda).toCompletableFuture().get(20, TimeUnit.SECONDS);
            }
        }
    }
}
