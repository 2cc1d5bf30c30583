package turnout.router.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An ops server that has ended while the gateway goes on: what is left to stop with. */
class DeadOpsTest {

    @TempDir
    Path folder;

    @Test
    void theFileStopsWhatTheDeadServerCannot() throws Exception {
        try (var ops = new OpsFixture(folder);
                OpsClient client = OpsClient.program(ops)) {
            ops.stop.watch();
            String api = ops.uri("/api/v1/stop").toString();
            ops.server.close();
            assertThatThrownBy(() -> client.json("POST", api, "{\"reason\":\"test\"}"))
                    .isInstanceOf(IOException.class);
            long before = ops.routes.current().revision();

            Files.move(folder.resolve("STOP.off"), folder.resolve("STOP"));

            assertThat(ops.routes.awaitApplied(before + 1, Duration.ofSeconds(20)))
                    .isTrue();
            assertThat(ops.routes.current().stopped()).isTrue();
        }
    }
}
