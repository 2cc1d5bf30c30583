package turnout.router.engine.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ChildProcessTest {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final ManualAgenda agenda = new ManualAgenda();
    private final ChildLog log = new ChildLog(lines::add, 50, agenda::nanoTime);

    @TempDir
    Path directory;

    @AfterEach
    void close() {
        agenda.close();
    }

    @Test
    void tellsTheReadyLineAndTakesErrorsIntoTheLog() throws Exception {
        ChildProcess child = start("echo oops >&2; echo first; echo ready on 1; echo ready on 2; read -r x");

        assertThat(get(child.ready())).isEqualTo("ready on 1");
        assertThat(List.of(take(), take(), take(), take()))
                .contains("worker=7 oops", "worker=7 first", "worker=7 ready on 1");
        child.kill();
        assertThat(get(child.exited())).isEqualTo(128 + 9);
    }

    @Test
    void saysWhyAChildEndedBeforeItWasReady() throws Exception {
        ChildProcess child = start("echo 'ModuleNotFoundError: no turnout_sidecar' >&2; exit 3");

        assertThatThrownBy(() -> get(child.ready()))
                .hasCauseInstanceOf(ChildEndedException.class)
                .hasRootCauseMessage("worker=7 ended with exit code 3: ModuleNotFoundError: no turnout_sidecar");
    }

    @Test
    void saysThatThereIsNoSuchProgram() throws Exception {
        ChildProcess child =
                ChildProcess.start(new ChildCommand("worker=7", List.of("no-such-program"), Map.of()), log);

        assertThatThrownBy(() -> get(child.ready())).rootCause().hasMessageContaining("no-such-program");
        assertThat(ChildProcess.noSuchProgram(get(child.exited()))).isTrue();
    }

    @Test
    void asksAChildToEndWithoutClosingItsInput() throws Exception {
        // Were its input closed by the request, it would end with 0 instead of being killed.
        ChildProcess child = start("trap 'echo asked >&2' TERM; echo ready; while :; do read -r x || [ $? -gt 1 ] || "
                + "{ [ -n \"$asked\" ] && exit 0; asked=1; }; done");
        get(child.ready());

        CompletionStage<Integer> stopped = child.stop(GRACE, agenda);
        awaitLine("worker=7 asked");
        agenda.advance(GRACE);

        assertThat(get(stopped)).isEqualTo(128 + 9);
    }

    @Test
    void doesNotWaitForTheGraceOfAChildThatEndsWhenAsked() throws Exception {
        ChildProcess child = start("echo ready; read -r x");
        get(child.ready());

        assertThat(get(child.stop(GRACE, agenda))).isEqualTo(128 + 15);
    }

    @Test
    void keepsTheTerminalsSignalsAwayFromAChild() throws Exception {
        ChildProcess child = start("echo ready; read -r x; exit 0");
        get(child.ready());

        String stat = Files.readString(Path.of("/proc", Long.toString(child.pid()), "stat"));
        String session = stat.substring(stat.lastIndexOf(')')).split(" ")[4];

        assertThat(session).as("proc_pid_stat(5), field 6").isEqualTo(Long.toString(child.pid()));
        Scripts.signal("INT", child.pid());
        child.terminate();
        assertThat(get(child.exited())).as("ended by what we sent").isEqualTo(128 + 15);
    }

    @Test
    void writesAtMostSoManyLinesASecondAndCountsTheRest() throws Exception {
        ChildProcess child = start("i=0; while [ $i -lt 1000 ]; do echo line $i >&2; i=$((i+1)); done; echo last >&2");

        assertThatThrownBy(() -> get(child.ready())).hasRootCauseMessage("worker=7 ended with exit code 0: last");

        assertThat(lines).hasSize(51).last().isEqualTo("worker=7 event=log-lines-dropped lines=951");
        assertThat(log.dropped()).isEqualTo(951);
    }

    @Test
    void keepsALineInBoundsAndOnOneLine() throws Exception {
        ChildProcess child = start("head -c 1000000 /dev/zero | tr '\\0' x >&2; printf '\\nforged\\rline\\n' >&2");

        assertThatThrownBy(() -> get(child.ready())).isNotNull();

        assertThat(take()).hasSize("worker=7 ".length() + LineReader.LONGEST_BYTES);
        assertThat(take()).isEqualTo("worker=7 forged\uFFFDline");
    }

    @Test
    void endsAChildWhenOurEndOfItsInputCloses() throws Exception {
        Path alive = Scripts.fifo(directory);
        ForkedGateway gateway = ForkedGateway.start(directory, alive, 2);
        gateway.awaitReady();

        try (BufferedReader holders = Files.newBufferedReader(alive)) {
            List<Long> pids = List.of(Long.valueOf(holders.readLine()), Long.valueOf(holders.readLine()));
            gateway.kill();

            assertThat(pids).doesNotHaveDuplicates();
            assertThat(holders.readLine())
                    .as("end of the pipe: no child is left")
                    .isNull();
        }
    }

    private ChildProcess start(String script) throws Exception {
        return ChildProcess.start(new ChildCommand("worker=7", List.of("sh", "-c", script), Map.of()), log);
    }

    private String take() throws Exception {
        String line = lines.poll(30, TimeUnit.SECONDS);
        assertThat(line).isNotNull();
        return line;
    }

    private void awaitLine(String wanted) throws Exception {
        for (String line = take(); !line.equals(wanted); ) {
            line = take();
        }
    }

    private static <T extends @Nullable Object> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
