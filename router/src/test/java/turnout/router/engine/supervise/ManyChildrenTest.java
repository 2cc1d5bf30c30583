package turnout.router.engine.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ManyChildrenTest {

    /**
     * NATIVE's blocking calls run on virtual threads, whose carriers are as few as cores; a virtual thread in a pipe's read
     * holds one, and after 30 s of silence the pool has let its spare ones go. Only platform threads have stack traces here.
     */
    @Test
    void silentChildrenAreReadByPlatformThreads() throws Exception {
        try (AgendaThread agenda = new AgendaThread("test")) {
            ChildProcess child = ChildProcess.start(
                    new ChildCommand("child=silent", List.of("sh", "-c", "echo ready; cat"), Map.of()),
                    ChildLog.create());
            child.ready().toCompletableFuture().get(20, TimeUnit.SECONDS);

            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .contains("child=silent stdout", "child=silent stderr");
            child.stop(Duration.ofSeconds(1), agenda).toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }
}
