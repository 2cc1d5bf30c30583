package turnout.load.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveHeapTest {

    @TempDir
    Path directory;

    @Test
    void measuresWhatAnotherJvmNeeds() throws Exception {
        String socket = directory.resolve("s").toString();
        try (Child echo = Child.java("echo", directory, List.of(), EchoServer.class, socket)) {
            assertThat(echo.announcedPort()).isPositive();

            assertThat(LiveHeap.bytes(echo.pid())).isBetween(1L << 20, 512L << 20);
        }
    }

    @Test
    void saysSoWhereThereIsNoJvmAnyMore() throws Exception {
        Process ended = new ProcessBuilder("true").start();
        ended.waitFor();

        assertThatThrownBy(() -> LiveHeap.bytes(ended.pid()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("of process " + ended.pid());
    }
}
