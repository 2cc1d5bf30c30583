package turnout.router.engine.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class DevnodeProcessTest {

    @TempDir
    Path directory;

    @Test
    void readsWhereTheNodeIsAndStopsIt() throws Exception {
        try (AgendaThread agenda = new AgendaThread("supervisor")) {
            Path pidFile = directory.resolve("devnode.json");
            DevnodeProcess node = DevnodeProcess.start(
                    Scripts.command(
                            directory,
                            "[ \"$*\" = \"--listen 127.0.0.1:0 --data $4 --supervised --block-every 30s\" ] || exit 2; "
                                    + "echo \"ready http://127.0.0.1:18443 cookie $4/.cookie\"; read -r x"),
                    "127.0.0.1:0",
                    directory.resolve("data of the node"),
                    List.of("--block-every", "30s"),
                    pidFile,
                    ChildLog.create(),
                    agenda);

            DevnodeAddress address = node.ready().toCompletableFuture().get(30, TimeUnit.SECONDS);

            assertThat(address.url()).isEqualTo(URI.create("http://127.0.0.1:18443"));
            assertThat(address.cookieFile()).isEqualTo(directory.resolve("data of the node/.cookie"));
            CompletableFuture.runAsync(() -> {}, agenda::soon).get(30, TimeUnit.SECONDS);
            assertThat(Files.readString(pidFile)).contains(Long.toString(node.pid()));
            assertThat(node.stop(Duration.ofSeconds(5)).toCompletableFuture().get(30, TimeUnit.SECONDS))
                    .isEqualTo(128 + 15);
            assertThat(pidFile).doesNotExist();
        }
    }

    @Test
    void refusesAReadyLineItDoesNotUnderstand() {
        assertThatThrownBy(() -> DevnodeAddress.parse("ready at last")).hasMessageContaining("expected: ready URL");
    }
}
