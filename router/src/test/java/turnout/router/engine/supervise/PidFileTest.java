package turnout.router.engine.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PidFileTest {

    private Process bystander;

    @TempDir
    Path directory;

    @BeforeEach
    void startBystander() throws Exception {
        bystander =
                new ProcessBuilder(Scripts.command(directory, "echo ready; while read -r x; do :; done; # $1")).start();
        bystander.inputReader().readLine();
    }

    @AfterEach
    void endBystander() {
        bystander.destroyForcibly();
    }

    @Test
    void reapsAFrozenWorkerOfAGatewayThatWasKilled() throws Exception {
        Path alive = Scripts.fifo(directory);
        ForkedGateway killed = ForkedGateway.start(directory, alive, 1);
        killed.awaitReady();

        try (BufferedReader holders = Files.newBufferedReader(alive)) {
            long frozen = Long.parseLong(holders.readLine());
            Scripts.signal("STOP", frozen);
            killed.kill();
            try (AgendaThread agenda = new AgendaThread("supervisor")) {
                SidecarSettings settings =
                        Scripts.settings(directory, Scripts.command(directory, Scripts.GOOD), Map.of(), 1);
                Sidecars next = Sidecars.start(settings, ChildLog.create(), agenda, new Random(2));

                assertThat(holders.readLine()).as("end of the pipe: it is gone").isNull();
                next.started().toCompletableFuture().get(30, TimeUnit.SECONDS);
                next.stop().toCompletableFuture().get(30, TimeUnit.SECONDS);
            }
        }
        try (var left = Files.list(directory)) {
            assertThat(left.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("turnout-")))
                    .as("sockets of the killed one")
                    .isEmpty();
        }
    }

    @Test
    void sparesAProcessThatHasTheIdButNotTheStart() throws Exception {
        String argument = directory.resolve("child.sh").toString();
        StartedProcess bystanding = StartedProcess.of(bystander.pid(), argument);
        write(new StartedProcess(bystander.pid(), bystanding.startTicks() - 1, argument));

        assertThat(new PidFile(file()).reap()).isEmpty();

        assertThat(bystander.isAlive()).isTrue();
    }

    @Test
    void sparesAProcessWithAnotherCommandLine() throws Exception {
        write(StartedProcess.of(bystander.pid(), "unix:/run/turnout-1-1/w0-g1.sock"));

        assertThat(new PidFile(file()).reap()).isEmpty();

        assertThat(bystander.isAlive()).isTrue();
    }

    @Test
    void killsAProcessThatIsTheOneWrittenDown() throws Exception {
        StartedProcess left =
                StartedProcess.of(bystander.pid(), directory.resolve("child.sh").toString());
        write(left);

        assertThat(new PidFile(file()).reap()).containsExactly(left);

        assertThat(bystander.waitFor()).isEqualTo(128 + 9);
        assertThat(file()).doesNotExist();
    }

    @Test
    void sparesTheWorkersOfAGatewayThatStillRuns() throws Exception {
        PidFile file = new PidFile(file());
        file.write(List.of(
                StartedProcess.of(bystander.pid(), directory.resolve("child.sh").toString())));

        assertThat(file.reap()).isEmpty();

        assertThat(bystander.isAlive()).isTrue();
        assertThat(file()).exists();
    }

    @Test
    void takesABrokenFileForNone() throws Exception {
        Files.writeString(file(), "{\"children\":[{\"pid\":");

        assertThat(new PidFile(file()).reap()).isEmpty();
    }

    /** As a gateway that has ended would have: no process has the id 0. */
    private void write(StartedProcess child) throws Exception {
        Files.writeString(
                file(),
                "{\"gatewayPid\":0,\"gatewayStartTicks\":0,\"children\":[{\"pid\":%d,\"startTicks\":%d,\"argument\":\"%s\"}]}"
                        .formatted(child.pid(), child.startTicks(), child.argument()));
    }

    private Path file() {
        return directory.resolve("sidecars.json");
    }
}
