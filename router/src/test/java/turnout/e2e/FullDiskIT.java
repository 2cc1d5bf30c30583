package turnout.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The four ways to stop with the last byte of {@code var/}'s file system gone. {@code StopWaysIT} needs no mount for it. */
class FullDiskIT {

    @TempDir
    Path folder;

    private Path disk;
    private Path filler;
    private RunningGateway gateway;
    private Operator operator;

    @BeforeEach
    void start() throws Exception {
        disk = Files.createDirectory(folder.resolve("disk"));
        Assumptions.assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=16m", "none", disk.toString()) == 0,
                "no right to mount a small tmpfs here");
        filler = disk.resolve("filler");
        gateway = RunningGateway.start(disk);
        operator = Operator.program(gateway);
        operator.startAgain("100", "script");
    }

    @AfterEach
    void stop() throws Exception {
        if (gateway != null) {
            operator.close();
            gateway.close();
        }
        if (Files.exists(disk)) {
            run("umount", disk.toString());
        }
    }

    enum Way {
        COMMAND,
        RENAME,
        API,
        MASTER_FLAG
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(180)
    void eachWayWorksAndIsRecordedWhenThereIsRoomAgain(Way way) throws Exception {
        fill();
        assertThat(operator.put("/api/v1/flags/script", "{\"percent\":\"99\",\"shadow\":\"1\",\"reason\":\"e2e\"}")
                        .statusCode())
                .as("the gateway finds it full")
                .isEqualTo(503);
        assertThatThrownBy(() -> Files.write(disk.resolve("one-more"), new byte[1]))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");

        switch (way) {
            case COMMAND ->
                assertThat(Command.run(disk, "stop", "--reason", "by e2e").exitCode())
                        .isZero();
            case RENAME ->
                Files.move(disk.resolve("var/STOP.off"), disk.resolve("var/STOP"), StandardCopyOption.ATOMIC_MOVE);
            case API ->
                assertThat(operator.postJson("/api/v1/stop", "{\"reason\":\"by e2e\"}")
                                .statusCode())
                        .isEqualTo(200);
            case MASTER_FLAG ->
                assertThat(operator.put("/api/v1/master", "{\"allowed\":false,\"reason\":\"by e2e\"}")
                                .statusCode())
                        .isEqualTo(200);
        }

        Caller caller = Caller.of(gateway);
        Eventually.holds(
                "every call is PYTHON's",
                10,
                () -> caller.ask("any").get().engine().equals("python"));
        assertThat(caller.askAll(Caller.KEYS))
                .allMatch(answer -> answer.ok() && answer.engine().equals("python"));
        Files.delete(filler);
        Files.deleteIfExists(disk.resolve("one-more"));
        String recorded = way == Way.RENAME ? "STOP file" : "by e2e";
        Eventually.holds(
                "it is recorded", 30, () -> operator.get("/api/v1/audit").body().contains(recorded));
    }

    private void fill() throws IOException {
        // Small pieces at the end, so that not a page is left.
        for (int piece : new int[] {1 << 20, 4096}) {
            try (OutputStream out =
                    Files.newOutputStream(filler, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
                while (true) {
                    out.write(new byte[piece]);
                }
            } catch (IOException full) {
                assertThat(full).hasMessageContaining("No space left");
            }
        }
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command).start().waitFor();
    }
}
